/**
 * The result store: a folder that keeps one outcome of every planned run, whatever happens to the processes that write it.
 *
 * <p>Start at {@link org.imprint.lab.store.ResultStore}. Every process appends to a segment file of its own; nothing that was
 * written is ever changed, so that readers need no lock. How a segment looks is told at {@link org.imprint.lab.store.frame.Frame}
 * (bytes on disk) and {@link org.imprint.lab.store.record.RecordType} (what is in them).
 */
package org.imprint.lab.store;
