/**
 * Result files of the published code, one JSON a run under its published id: read into a store and written from one.
 *
 * <p>A file is read only if its name is the id of what it holds, and is written whole or not at all.
 */
package org.imprint.lab.store.published;
