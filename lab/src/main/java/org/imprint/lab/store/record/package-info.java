/**
 * What is in a frame: definitions, outcomes and measures as bytes, and when a record was written.
 *
 * <p>What kinds there are is told at {@link org.imprint.lab.store.record.RecordType}. What was once written is read for ever, so a
 * code never gets another meaning.
 */
package org.imprint.lab.store.record;
