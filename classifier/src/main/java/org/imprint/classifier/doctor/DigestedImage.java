package org.imprint.classifier.doctor;

import org.imprint.vision.data.ContentDigest;

/**
 * An image and the digest of its content.
 *
 * @param subject which image
 * @param digest of its bytes, or of its pixels where it has no file of its own
 */
public record DigestedImage(Subject subject, ContentDigest digest) {}
