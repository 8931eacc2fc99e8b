/**
 * What is wrong with image files one by one: cut off, blank, tiny, blurred, dark, too bright, of an odd shape, turned by their EXIF data.
 *
 * <p>Each image is decoded once, and of it only a few numbers are kept. Every score is {@code x / (x + limit)} of a number x that is the
 * larger the worse, so that 0.5 is the limit; where small is bad, {@code limit / (limit + x)}.
 */
package org.imprint.classifier.doctor.picture;
