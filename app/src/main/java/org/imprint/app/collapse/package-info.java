/** What {@code imprint collapse} shows. */
package org.imprint.app.collapse;
