/**
 * What {@code imprint collapse} shows: measurements as tables and lines; measuring is the business of {@code study}.
 */
package org.imprint.app.collapse;
