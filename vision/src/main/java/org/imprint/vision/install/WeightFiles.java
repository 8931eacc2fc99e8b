package org.imprint.vision.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imprint.core.Checks;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.fetch.RemoteFile;
import org.imprint.vision.install.InstallListener.Stage;
import org.imprint.vision.zoo.BackboneCard;

/** Brings the weights of a card to this machine and compares their digest with the published one. */
final class WeightFiles {

    private final BackboneHome home;
    private final Downloader downloader;
    private final InstallListener listener;

    WeightFiles(BackboneHome home, Downloader downloader, InstallListener listener) {
        this.home = home;
        this.downloader = downloader;
        this.listener = listener;
    }

    /**
     * Returns weights that are verified as far as possible.
     *
     * @param pinned digits the user knows
     */
    WeightFile obtain(BackboneCard card, WeightSource source, Optional<Digest> pinned) throws IOException {
        Optional<Digest> published = card.weights().digest();
        pinned.ifPresent(pin -> published.ifPresent(known -> Checks.require(
                pin.fits(known) || known.fits(pin),
                "sha256 of " + card.name() + " must agree with the published " + known.hex(),
                pin.hex())));
        if (source instanceof WeightSource.LocalFile local) {
            return local(card, local, longer(published, pinned));
        }
        URI uri = source instanceof WeightSource.Mirror mirror ? mirror.uri() : card.source();
        return download(card.weights(), uri, longer(published, pinned));
    }

    private static Optional<Digest> longer(Optional<Digest> published, Optional<Digest> pinned) {
        boolean more = pinned.isPresent()
                && pinned.get().hex().length()
                        > published.map(d -> d.hex().length()).orElse(0);
        return more ? pinned : published;
    }

    private WeightFile local(BackboneCard card, WeightSource.LocalFile local, Optional<Digest> wanted)
            throws IOException {
        Path file = local.path();
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file");
        }
        listener.begins(Stage.VERIFY);
        Digest actual = Digest.of(Digest.Algorithm.SHA256, file);
        boolean other = wanted.isPresent() && !wanted.get().fits(actual);
        if (other && !local.anyDigest()) {
            throw new DataException(file + ": must be the official file of " + card.name() + ", "
                    + card.weights().name() + " with sha256 " + wanted.get().hex() + ", but its sha256 is "
                    + actual.hex());
        }
        Verification verification = other ? Verification.OTHER : verification(wanted);
        return new WeightFile(file, file.toAbsolutePath().toString(), actual, verification, false);
    }

    private WeightFile download(RemoteFile official, URI uri, Optional<Digest> wanted) throws IOException {
        listener.begins(Stage.DOWNLOAD);
        RemoteFile remote = new RemoteFile(official.name(), List.of(uri), official.bytes(), wanted);
        Path target = home.downloads().resolve(remote.name());
        if (Files.exists(target)) {
            dropUnlessRight(remote, target);
        }
        Path file = downloader.fetch(remote, home.downloads());
        listener.begins(Stage.VERIFY);
        Digest actual = Digest.of(Digest.Algorithm.SHA256, file);
        return new WeightFile(file, uri.toString(), actual, verification(wanted), true);
    }

    /** An earlier download whose installation failed is used again, but not if it is damaged. */
    private static void dropUnlessRight(RemoteFile remote, Path target) {
        try {
            boolean right = remote.digest().isPresent()
                    && remote.digest().get().fits(Digest.of(Digest.Algorithm.SHA256, target));
            if (!right) {
                Files.delete(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(remote.name(), e);
        }
    }

    private static Verification verification(Optional<Digest> wanted) {
        if (wanted.isEmpty()) {
            return Verification.UNPUBLISHED;
        }
        return wanted.get().isComplete() ? Verification.SHA256 : Verification.SHA256_PREFIX;
    }
}
