package org.imprint.lab.gallery;

import org.imprint.lab.figure.Figure;

/**
 * A figure with the name of its files.
 *
 * @param name letters, digits and hyphens
 * @param figure the figure
 */
public record NamedFigure(String name, Figure figure) {}
