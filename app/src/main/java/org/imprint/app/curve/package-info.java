/** {@code imprint learning-curve}: what more images would bring, as tables and lines; measuring is the business of {@code core}. */
package org.imprint.app.curve;
