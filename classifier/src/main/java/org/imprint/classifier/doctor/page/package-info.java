/**
 * Findings as one HTML page, for people who want to see the images that are spoken of.
 *
 * <p>As every page of {@link org.imprint.classifier.page} it needs nothing beside itself; its size is bounded, and it says what it leaves
 * out.
 */
package org.imprint.classifier.doctor.page;
