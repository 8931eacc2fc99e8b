package org.imprint.vision.dataset;

import java.net.URI;

/**
 * What one may do with a data set, and where that is written.
 *
 * @param licence the licence's name, or what the publisher says in its place
 * @param page the publisher's page
 * @param downloadable false where the publisher wants to be asked first
 */
public record Terms(String licence, URI page, boolean downloadable) {

    static Terms free(String licence, String page) {
        return new Terms(licence, URI.create(page), true);
    }

    static Terms onRequest(String licence, String page) {
        return new Terms(licence, URI.create(page), false);
    }
}
