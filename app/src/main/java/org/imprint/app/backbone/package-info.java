/** What the backbone commands show: facts as JSON or text, and the lines of an installation. */
package org.imprint.app.backbone;
