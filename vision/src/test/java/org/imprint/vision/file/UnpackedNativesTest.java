package org.imprint.vision.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that are loaded from a temporary folder of the test's own. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class UnpackedNativesTest {

    private static final String TEMPORARY = "java.io.tmpdir";

    private final String before = System.getProperty(TEMPORARY);

    @TempDir
    private Path folder;

    @BeforeEach
    void moveTemporaryFolder() {
        System.setProperty(TEMPORARY, folder.toString());
    }

    @AfterEach
    void moveItBack() {
        System.setProperty(TEMPORARY, before);
    }

    @Test
    void namesOfUnpackedLibrariesGoAndWhateverElseIsLoadedStays() throws IOException {
        Path bundled = loaded("onnxruntime-java123/libonnxruntime.so");
        Path binding = loaded("libnetlibblasjni123.so");
        Path jna = loaded("jna123.tmp");
        Path unpackedByHand = loaded("imprint-1.0/natives/libonnxruntime.so");
        Path runtime = loaded("imprint-1.0/java/lib/server/libjvm.so");
        Path agent = loaded("libprofiler.so");
        UnpackedNatives.removeNames();
        assertThat(bundled.getParent()).doesNotExist();
        assertThat(binding).doesNotExist();
        assertThat(jna).doesNotExist();
        assertThat(unpackedByHand).exists();
        assertThat(runtime).exists();
        assertThat(agent).exists();
    }

    @Test
    void aFileThatIsNotLoadedStays() throws IOException {
        Path ofAnotherProcess = Files.writeString(folder.resolve("jna4.tmp"), "");
        UnpackedNatives.removeNames();
        assertThat(ofAnotherProcess).exists();
    }

    /** Any library without a start of its own will do. */
    private Path loaded(String name) throws IOException {
        Path library = folder.toRealPath().resolve(name);
        Files.createDirectories(library.getParent());
        try (InputStream in = getClass().getResourceAsStream("/org/bytedeco/openblas/linux-x86_64/libquadmath.so.0")) {
            Files.copy(in, library);
        }
        System.load(library.toString());
        return library;
    }
}
