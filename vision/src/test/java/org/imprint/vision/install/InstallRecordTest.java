package org.imprint.vision.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imprint.vision.checkpoint.CheckpointFormat;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.zoo.network.Outputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallRecordTest {

    private static final InstallRecord RECORD = new InstallRecord(
            "https://example.org/w.pth",
            Digest.sha256("ab".repeat(32)),
            Verification.SHA256_PREFIX,
            Optional.of(CheckpointFormat.SAFETENSORS),
            Outputs.EMBEDDING_AND_LOGITS,
            "1.0");

    @TempDir
    private Path folder;

    private InstallRecord read(String json) throws IOException {
        return InstallRecord.read(Files.writeString(folder.resolve("provenance.json"), json));
    }

    @Test
    void readsWhatItWrites() throws IOException {
        assertThat(read(RECORD.toJson())).isEqualTo(RECORD);
        InstallRecord onnx = new InstallRecord(
                "/m.onnx", RECORD.weights(), Verification.OWN, Optional.empty(), Outputs.EMBEDDING, "1.0");
        assertThat(read(onnx.toJson())).isEqualTo(onnx);
    }

    @Test
    void knowsItsWeightsByNoMd5() {
        Digest md5 = Digest.md5("ab".repeat(16));
        assertThatThrownBy(() ->
                        new InstallRecord("/w", md5, Verification.OWN, Optional.empty(), Outputs.EMBEDDING, "1.0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the weights must be known by a SHA-256, was " + md5);
    }

    @Test
    void namesTheDigestThatIsNone() {
        assertThatThrownBy(() -> read(RECORD.toJson().replace("ab".repeat(32), "xyz")))
                .hasMessage(folder.resolve("provenance.json")
                        + ": weights_sha256: SHA-256 digest must be 8 to 64 lower-case hexadecimal digits, was xyz");
    }

    @Test
    void refusesWhatIsNone() {
        String json = RECORD.toJson();
        for (String bad : new String[] {
            "",
            "[1]",
            "{",
            json.replace("\"schema\" : 1", "\"schema\" : 2"),
            json.replace("sha256_prefix", "checked"),
            json.replace("ab", "xy"),
            json.replace("safetensors", "tar"),
            json.replace("\"1.0\"", "7")
        }) {
            assertThatThrownBy(() -> read(bad))
                    .as(bad)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(folder.resolve("provenance.json") + ": ");
        }
    }
}
