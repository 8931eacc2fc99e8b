package org.imprint.serve.model;

/**
 * An image file as a client gave it.
 *
 * @param name what the client calls it; data, never a path
 * @param bytes the file, not to be written to
 */
public record GivenImage(String name, byte[] bytes) {}
