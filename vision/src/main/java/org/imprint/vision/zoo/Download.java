package org.imprint.vision.zoo;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where an official weight file is and how to recognise it.
 *
 * @param uri https address
 * @param digest its SHA-256, as far as it is known
 * @param bytes its length, if it is known
 */
public record Download(URI uri, Optional<Sha256> digest, OptionalLong bytes) {

    /** Returns the last part of the address. */
    public String fileName() {
        return uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
    }
}
