package org.imprint.vision.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.RemoteFile;
import org.imprint.vision.zoo.family.ResNet;
import org.junit.jupiter.api.Test;

class ZooTest {

    @Test
    void knowsThePapersBackbones() {
        assertThat(Zoo.all().stream().map(b -> b.card().name()))
                .containsExactly("resnet18", "resnet50", "vit_b_16", "swin_b", "convnextv2-femto-1k-224");
        assertThat(Zoo.find("resnet50")).contains(Zoo.all().get(1));
        assertThat(Zoo.find("resnet51")).isEmpty();
    }

    @Test
    void namesEachTorchvisionFileAfterItsDigest() {
        Zoo.all().stream()
                .map(b -> b.card().weights())
                .forEach(file -> file.digest()
                        .ifPresent(digest -> assertThat(file.name())
                                .endsWith("-" + digest.hex().substring(0, 8) + ".pth")));
    }

    @Test
    void namesEachFileAsItsAddressDoes() {
        assertThat(Zoo.all().stream().map(ZooBackbone::card))
                .allSatisfy(card -> assertThat(card.source().getPath())
                        .endsWith("/" + card.weights().name()));
    }

    @Test
    void takesImagesOf224Pixels() {
        assertThat(Zoo.all()).allSatisfy(b -> {
            assertThat(b.card().input().height()).isEqualTo(224);
            assertThat(b.card().input().width()).isEqualTo(224);
            assertThat(b.card().input().channels()).isEqualTo(3);
        });
    }

    @Test
    void doesNotRecogniseASmallModel() {
        StateDict tiny = Checkpoint.open(ZooFixtures.path("tiny/tiny_resnet_basic.pth"));

        assertThat(Zoo.recognise(tiny).fits()).isFalse();
    }

    @Test
    void refusesACardThatContradictsItsArchitecture() {
        BackboneCard card = Zoo.all().get(0).card();
        assertThatThrownBy(() -> new ZooBackbone(card, ResNet.resnet50()))
                .hasMessage("card.dimension of resnet18 must be 2048, was 512");
    }

    @Test
    void refusesACardWhoseFileHasNotOneAddressOrNoSha256() {
        URI uri = URI.create("https://example.org/w.pth");
        assertThatThrownBy(() -> card(List.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("card.weights of w must have exactly one address, was []");
        assertThatThrownBy(() -> card(List.of(uri, uri), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("card.weights of w must have exactly one address, was [");
        Digest md5 = Digest.md5("0".repeat(32));
        assertThatThrownBy(() -> card(List.of(uri), Optional.of(md5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("card.weights of w must be known by a SHA-256, was " + md5);
        assertThat(card(List.of(uri), Optional.empty()).source()).isEqualTo(uri);
    }

    private static BackboneCard card(List<URI> sources, Optional<Digest> digest) {
        BackboneCard other = Zoo.all().get(0).card();
        RemoteFile weights = new RemoteFile("w.pth", sources, OptionalLong.empty(), digest);
        return new BackboneCard("w", weights, "none", other.paper(), other.input(), 512, 1e-4);
    }
}
