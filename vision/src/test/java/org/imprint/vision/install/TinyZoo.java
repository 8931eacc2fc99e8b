package org.imprint.vision.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.RemoteFile;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.zoo.BackboneCard;
import org.imprint.vision.zoo.ZooBackbone;
import org.imprint.vision.zoo.family.ResNet;

/** A small ResNet with the file of weights that torch 1.13 wrote for it, as if it were published. */
final class TinyZoo {

    static final String NAME = "tiny";
    static final String FILE = "tiny-976d8eaa.pth";
    static final byte[] WEIGHTS = resource("tiny/tiny_resnet_basic.pth");

    /** By sha256sum. */
    static final String SHA256 = "976d8eaa5ba0e1f18acecdabff8c58248f983939ea51989aa5fda2a1a88e3691";

    private TinyZoo() {}

    static ZooBackbone published(URI uri) {
        return published(new RemoteFile(
                FILE, List.of(uri), OptionalLong.of(WEIGHTS.length), Optional.of(Digest.sha256(SHA256))));
    }

    static ZooBackbone published(RemoteFile weights) {
        return new ZooBackbone(
                new BackboneCard(
                        NAME,
                        weights,
                        "Test-1.0",
                        URI.create("https://arxiv.org/abs/1512.03385"),
                        Preprocessing.imageNet(72, 64, Interpolation.BILINEAR),
                        64,
                        0.5),
                new ResNet(ResNet.Block.BASIC, List.of(2, 1, 1, 1), 8, 5));
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] resource(String name) {
        try (InputStream in = TinyZoo.class.getResourceAsStream("/backbones/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
