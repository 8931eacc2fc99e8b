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
import org.imprint.vision.zoo.Download;
import org.imprint.vision.zoo.Sha256;

/** Brings the weights of a card to this machine and compares their digest with the published one. */
final class Weights {

    private final BackboneHome home;
    private final Downloader downloader;
    private final InstallListener listener;

    Weights(BackboneHome home, Downloader downloader, InstallListener listener) {
        this.home = home;
        this.downloader = downloader;
        this.listener = listener;
    }

    /**
     * Returns weights that are verified as far as possible.
     *
     * @param pinned digits the user knows
     */
    WeightFile obtain(BackboneCard card, WeightSource source, Optional<Sha256> pinned) throws IOException {
        Optional<Sha256> published = card.weights().digest();
        pinned.ifPresent(pin -> published.ifPresent(known -> Checks.require(
                known.hex().startsWith(pin.hex()) || pin.hex().startsWith(known.hex()),
                "sha256 of " + card.name() + " must agree with the published " + known.hex(),
                pin.hex())));
        if (source instanceof WeightSource.LocalFile local) {
            return local(card, local, longer(published, pinned));
        }
        URI uri = source instanceof WeightSource.Mirror mirror
                ? mirror.uri()
                : card.weights().uri();
        return download(card.weights(), uri, longer(published, pinned));
    }

    private static Optional<Sha256> longer(Optional<Sha256> published, Optional<Sha256> pinned) {
        boolean more = pinned.isPresent()
                && pinned.get().hex().length()
                        > published.map(d -> d.hex().length()).orElse(0);
        return more ? pinned : published;
    }

    private WeightFile local(BackboneCard card, WeightSource.LocalFile local, Optional<Sha256> wanted)
            throws IOException {
        Path file = local.path();
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file");
        }
        listener.begins(Stage.VERIFY);
        Sha256 actual = Sha256.of(file);
        boolean other =
                wanted.isPresent() && !actual.hex().startsWith(wanted.get().hex());
        if (other && !local.anyDigest()) {
            throw new DataException(file + ": must be the official file of " + card.name() + ", "
                    + card.weights().fileName() + " with sha256 " + wanted.get().hex() + ", but its sha256 is "
                    + actual.hex());
        }
        Verification verification = other ? Verification.OTHER : verification(wanted);
        return new WeightFile(file, file.toAbsolutePath().toString(), actual, verification, false);
    }

    private WeightFile download(Download card, URI uri, Optional<Sha256> wanted) throws IOException {
        listener.begins(Stage.DOWNLOAD);
        Optional<Digest> complete = wanted.filter(Sha256::isComplete).map(d -> Digest.sha256(d.hex()));
        RemoteFile remote = new RemoteFile(card.fileName(), List.of(uri), card.bytes(), complete);
        Path target = home.downloads().resolve(remote.name());
        if (Files.exists(target)) {
            dropUnlessRight(remote, target, wanted);
        }
        Path file = downloader.fetch(remote, home.downloads());
        listener.begins(Stage.VERIFY);
        Sha256 actual = Sha256.of(file);
        if (wanted.isPresent() && !actual.hex().startsWith(wanted.get().hex())) {
            Files.delete(file);
            throw new DataException(uri + ": must give a file whose sha256 begins with "
                    + wanted.get().hex() + ", but it is " + actual.hex());
        }
        return new WeightFile(file, uri.toString(), actual, verification(wanted), true);
    }

    /** An earlier download whose installation failed is used again, but not if it is damaged. */
    private static void dropUnlessRight(RemoteFile remote, Path target, Optional<Sha256> wanted) {
        try {
            boolean right = wanted.isPresent()
                    && Sha256.of(target).hex().startsWith(wanted.get().hex());
            if (!right) {
                Files.delete(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(remote.name(), e);
        }
    }

    private static Verification verification(Optional<Sha256> wanted) {
        if (wanted.isEmpty()) {
            return Verification.UNPUBLISHED;
        }
        return wanted.get().isComplete() ? Verification.SHA256 : Verification.SHA256_PREFIX;
    }
}
