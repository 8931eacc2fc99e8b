package org.imprint.vision.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;

/** {@code kinds.mat} was written by scipy 1.10.1 (make_dataset_fixtures.py); what it holds is written there. */
class MatFileTest {

    private static final Path FILES = Path.of("src/test/resources/datasets");
    private static final Set<String> ALL =
            Set.of("doubles", "ints", "bytes", "big", "text", "empty", "cell", "complex", "sparse", "structs");

    private static Map<String, MatValue> kinds(String file) {
        return MatFile.read(FILES.resolve(file), ALL);
    }

    @Test
    void readsWhatScipyWrites() {
        for (String file : new String[] {"kinds.mat", "kinds_deflated.mat"}) {
            Map<String, MatValue> kinds = kinds(file);
            assertThat(kinds.keySet()).as(file).isEqualTo(ALL);
            MatValue.Numbers doubles = (MatValue.Numbers) kinds.get("doubles");
            assertThat(doubles.dims()).containsExactly(2, 3);
            assertThat(doubles.data()).as("column-major").containsExactly(1.5, -4.0, 2.0, 5.25, 3.0, 1e300);
            assertThat(kinds.get("ints").asInts()).containsExactly(-3, 70_000);
            assertThat(((MatValue.UnsignedBytes) kinds.get("bytes")).data().toArray())
                    .containsExactly(0, 2, 1, (byte) 255);
            assertThat(((MatValue.Numbers) kinds.get("big")).data()).containsExactly(0x1p63);
            assertThat(kinds.get("text")).isEqualTo(new MatValue.Text("Grüße"));
            assertThat(kinds.get("cell")).isInstanceOf(MatValue.Other.class);
            assertThat(kinds.get("complex")).isEqualTo(new MatValue.Other("complex"));
            assertThat(kinds.get("sparse")).isInstanceOf(MatValue.Other.class);
            MatValue.Structs structs = (MatValue.Structs) kinds.get("structs");
            assertThat(structs.fields()).containsExactly("name", "size");
            assertThat(structs.size()).isEqualTo(2);
            assertThat(structs.get(1, "name")).isEqualTo(new MatValue.Text("b"));
            assertThat(structs.get(1, "size").asInt()).hasValue(8);
        }
    }

    @Test
    void passesOverOtherVariables() {
        assertThat(MatFile.read(FILES.resolve("kinds_deflated.mat"), Set.of("text", "none")))
                .containsOnlyKeys("text");
    }

    @Test
    void saysWhichVersionItIsNot() {
        assertThatThrownBy(() -> read("MATLAB 7.3 MAT-file".getBytes()))
                .isInstanceOf(DataException.class)
                .hasMessage("f: must be a MAT-file of version 5, was 7.3 (HDF5)");
        assertThatThrownBy(() -> read(new byte[200]))
                .isInstanceOf(DataException.class)
                .hasMessage("f: must be a little-endian MAT-file of version 5, was something else");
    }

    @Test
    void noticesThatTheFileEnds() throws IOException {
        for (String file : new String[] {"kinds.mat", "kinds_deflated.mat"}) {
            byte[] whole = Files.readAllBytes(FILES.resolve(file));
            int cuts = 0;
            for (int n = 129; n < whole.length; n += 7) {
                byte[] cut = Arrays.copyOf(whole, n);
                try {
                    assertThat(read(cut)).hasSizeLessThan(ALL.size());
                } catch (DataException e) {
                    assertThat(e.getMessage()).startsWith("f: ");
                    cuts++;
                }
            }
            assertThat(cuts).isGreaterThan(20);
        }
    }

    private static Map<String, MatValue> read(byte[] bytes) {
        return MatFile.read("f", new ByteArrayInputStream(bytes), ALL);
    }
}
