/**
 * What people are told when something was thrown: one sentence, whose fault it is, and where the trace lies.
 *
 * <p>What a user can mend is an {@link org.imprint.core.ImprintException}, an error of the file system, or something that the
 * machine has too little of. All else is a fault of the program: its trace goes to a file, never to the terminal unasked.
 */
package org.imprint.app.error;
