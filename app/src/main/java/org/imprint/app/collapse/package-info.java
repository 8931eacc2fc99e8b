/** {@code imprint collapse}: measurements as tables and lines; measuring is the business of {@code study}. */
package org.imprint.app.collapse;
