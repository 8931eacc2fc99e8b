package org.imprint.vision.embed;

/**
 * An image that has no embedding.
 *
 * @param id its id in the source
 * @param reason a sentence that names it and says why
 */
public record BadImage(String id, String reason) {}
