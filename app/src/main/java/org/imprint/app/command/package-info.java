/** The subcommands: each reads its options, calls the modules below, and prints. */
package org.imprint.app.command;
