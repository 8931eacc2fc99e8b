/** The {@code imprint backbone} commands, and what they show: facts as JSON or text, and the lines of an installation. */
package org.imprint.app.backbone;
