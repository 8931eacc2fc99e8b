package org.imprint.vision.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.CheckpointException;
import org.imprint.vision.checkpoint.StateDict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .forEach(download -> download.digest()
                        .ifPresent(digest -> assertThat(download.fileName())
                                .endsWith("-" + digest.hex().substring(0, 8) + ".pth")));
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

        assertThat(Zoo.recognise(tiny)).isEmpty();
    }

    @Test
    void refusesACardThatContradictsItsArchitecture() {
        BackboneCard card = Zoo.all().get(0).card();
        assertThatThrownBy(() -> new ZooBackbone(card, ResNet.resnet50()))
                .hasMessage("card.dimension of resnet18 must be 2048, was 512");
    }

    @Test
    void verifiesAFileByTheKnownDigitsOfItsDigest(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        // FIPS 180-4, example B.1
        String digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(Sha256.of(file)).isEqualTo(new Sha256(digest));
        new Sha256("ba7816bf").verify(file);
        assertThatThrownBy(() -> new Sha256("ba7816be").verify(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file + ": sha256 must begin with ba7816be, was " + digest);
        assertThatThrownBy(() -> new Sha256("xyz")).hasMessageEndingWith("was xyz");
    }
}
