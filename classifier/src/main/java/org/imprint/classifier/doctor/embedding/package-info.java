/**
 * What embeddings tell of a set of images: near duplicates, one image in two classes or on both sides, labels that look wrong, outliers,
 * classes that are hard to tell apart, and a backbone that tells nothing. Start at {@code EmbeddingChecks}.
 */
package org.imprint.classifier.doctor.embedding;
