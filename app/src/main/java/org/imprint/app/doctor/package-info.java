/** {@code imprint doctor}: what is wrong with a set of images, in text and JSON. */
package org.imprint.app.doctor;
