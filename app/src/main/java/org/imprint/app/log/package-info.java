/** What the libraries say of their work by SLF4J, for whoever asks by {@code --verbose}; silent otherwise. */
package org.imprint.app.log;
