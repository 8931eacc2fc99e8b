package org.imprint.study.gallery;

import org.imprint.study.figure.Figure;

/**
 * A figure with the name of its files.
 *
 * @param kind what it shows: letters, digits and hyphens
 * @param page from 1; figures of many groups go over several pages
 * @param figure the figure
 */
public record NamedFigure(String kind, int page, Figure figure) {

    /** Returns the name of the files: the kind, and the page from the second on. */
    public String name() {
        return page == 1 ? kind : kind + "-" + page;
    }
}
