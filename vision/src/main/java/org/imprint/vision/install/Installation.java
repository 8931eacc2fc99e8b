package org.imprint.vision.install;

/**
 * The outcome of an installation.
 *
 * @param backbone what is installed now
 * @param fresh false if it was there before and nothing was done
 */
public record Installation(InstalledBackbone backbone, boolean fresh) {}
