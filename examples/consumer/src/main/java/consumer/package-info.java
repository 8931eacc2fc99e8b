/** A project that uses Imprint from outside. */
package consumer;
