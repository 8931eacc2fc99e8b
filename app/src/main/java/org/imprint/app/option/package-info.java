/** Options that several commands share, and how words of the command line become values. */
package org.imprint.app.option;
