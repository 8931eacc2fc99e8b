/** {@code imprint compare}: which recipe, and which backbone, suits the images at hand. */
package org.imprint.app.compare;
