/** {@code imprint doctor}: what is wrong with a set of images, in text, JSON, a page, and a list of images to leave out. */
package org.imprint.app.doctor;
