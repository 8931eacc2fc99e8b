/** What {@code imprint reproduce} shows. */
package org.imprint.app.reproduce;
