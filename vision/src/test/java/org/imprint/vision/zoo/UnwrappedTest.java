package org.imprint.vision.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.imprint.vision.checkpoint.Checkpoint;
import org.imprint.vision.checkpoint.StateDict;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.imprint.vision.fetch.RemoteFile;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.zoo.family.ResNet;
import org.imprint.vision.zoo.network.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as DataParallel, torch.compile, Lightning, MoCo, DINO and FSDP write them, around the tensors of a small ResNet. */
class UnwrappedTest {

    private static final StateDict TINY = Checkpoint.open(ZooFixtures.path("tiny/tiny_resnet_basic.pth"));

    private static final ZooBackbone BACKBONE = new ZooBackbone(
            new BackboneCard(
                    "tiny",
                    new RemoteFile(
                            "tiny.pth",
                            List.of(URI.create("https://example.org/tiny.pth")),
                            OptionalLong.empty(),
                            Optional.empty()),
                    "Test-1.0",
                    URI.create("https://arxiv.org/abs/1512.03385"),
                    Preprocessing.imageNet(72, 64, Interpolation.BILINEAR),
                    64,
                    0.5),
            new ResNet(ResNet.Block.BASIC, List.of(2, 1, 1, 1), 8, 5));

    @TempDir
    private Path folder;

    /** Writes the tensors once under each prefix, and others beside them. */
    private StateDict file(List<String> prefixes, String... others) throws IOException {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (String prefix : prefixes) {
            TINY.tensors().forEach((name, tensor) -> {
                if (tensor.dtype().isFloating()) {
                    shapes.put(prefix + name, tensor.shape());
                }
            });
        }
        for (String other : others) {
            shapes.put(other, List.of(3L));
        }
        return Checkpoint.open(SafetensorsFile.write(
                folder.resolve("w.safetensors"),
                shapes,
                (name, shape) ->
                        new float[shape.stream().mapToInt(Long::intValue).reduce(1, (a, b) -> a * b)]));
    }

    private static Unwrapped read(StateDict dict) {
        return Unwrapped.of(dict, List.of(Zoo.all().get(0), BACKBONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.",
                "module.module.",
                "_orig_mod.",
                "model.",
                "backbone.",
                "net.",
                "state_dict.",
                "encoder_q.",
                "module.encoder_q.",
                "module._orig_mod.model.backbone.",
                "student.",
                "teacher.backbone.",
                "something.of.their.own."
            })
    void takesAwayWhatWraps(String prefix) throws IOException {
        Unwrapped read = read(file(List.of(prefix), "queue", "head.mlp.0.weight"));
        assertThat(read.fits()).as(read.nearest()).isTrue();
        assertThat(read.backbone()).isEqualTo(BACKBONE);
        assertThat(read.weights().tensors()).containsKeys("conv1.weight", "layer4.0.bn2.running_var");
        assertThat(read.note())
                .contains("tensors are read without what wraps them: " + prefix
                        + "conv1.weight as conv1.weight; left out: " + "2 tensors that lie elsewhere");
    }

    @Test
    void saysNothingOfAFileThatIsAsItShouldBe() throws IOException {
        Unwrapped read = read(file(List.of("")));
        assertThat(read.fits()).isTrue();
        assertThat(read.note()).isEmpty();
        assertThat(read(TINY).note()).isEmpty();
    }

    @Test
    void takesAwayWrappersWithinNames() {
        Map<String, String> names = new LinkedHashMap<>();
        TINY.tensors()
                .keySet()
                .forEach(name -> names.put(name, name.replaceFirst("^layer(\\d)\\.", "layer$1.module.")));
        Unwrapped read = read(TINY.renamed(names));
        assertThat(read.fits()).as(read.nearest()).isTrue();
        assertThat(read.note())
                .hasValueSatisfying(note -> assertThat(note)
                        .contains("layer1.module.0.conv1.weight as layer1.0.conv1.weight")
                        .doesNotContain("left out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.encoder_q.,module.encoder_k.", "teacher.,student.", "encoder.,momentum_encoder."})
    void takesTheFirstOfTwoNetworksAndSaysSo(String both) throws IOException {
        String[] prefixes = both.split(",");
        for (List<String> order : List.of(List.of(prefixes), List.of(prefixes[1], prefixes[0]))) {
            Unwrapped read = read(file(order));
            assertThat(read.fits()).isTrue();
            assertThat(read.example()).contains(prefixes[0] + "conv1.weight as conv1.weight");
            assertThat(read.note()).hasValueSatisfying(note -> assertThat(note).contains("which fits, too"));
        }
    }

    @Test
    void refusesTwoNetworksOfWhichNoneIsKnownToBeMeant() throws IOException {
        StateDict dict = file(List.of("left.", "right."));
        assertThatThrownBy(() -> read(dict))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(dict.source()
                        + ": holds several sets of tensors that fit a backbone, those under left., right.; "
                        + "save the one that is meant in a file of its own");
    }

    @Test
    void namesWhatWasNearest() throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        TINY.tensors().keySet().stream()
                .filter(name -> !name.equals("layer2.0.conv1.weight"))
                .forEach(name -> names.put(name, "module." + name));
        names.put("layer2.0.conv1.weight", "module.layer2.0.conv9.weight");
        Unwrapped read = read(TINY.renamed(names));
        assertThat(read.fits()).isFalse();
        assertThat(read.nearest())
                .isEqualTo("nearest is tiny, reading module.conv1.weight as conv1.weight, but tensors are missing (1): "
                        + "layer2.0.conv1.weight; unexpected (1): layer2.0.conv9.weight");
        assertThat(file(List.of("x.")).summary())
                .matches("\\d+ tensors \\(x\\.conv1\\.weight, x\\.bn1\\.weight, x\\.bn1\\.bias, …\\)");
    }

    @Test
    void convertsWhatWasWrapped() throws IOException {
        Unwrapped read = read(file(List.of("module.encoder_q."), "module.queue"));
        Path onnx = folder.resolve("tiny.onnx");
        read.backbone().convert(read.weights(), Outputs.EMBEDDING, onnx);
        assertThat(onnx).isNotEmptyFile();
    }

    @Test
    void aBackboneBesideThousandsOfOtherTensorsIsNotLookedForForever() throws IOException {
        String[] others = Stream.iterate(0, i -> i + 1)
                .limit(400)
                .map(i -> "a.b.c.d.e.f.g.h.i.j." + i)
                .toArray(String[]::new);
        assertThat(read(file(List.of("net."), others)).fits()).isTrue();
    }
}
