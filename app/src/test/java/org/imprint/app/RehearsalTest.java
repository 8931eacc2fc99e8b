package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the start script rehearses is done, so that its classes are those of the real thing. */
class RehearsalTest {

    @TempDir
    private Path folder;

    @Test
    void succeeds() throws Exception {
        assertThat(Rehearsal.run(folder)).isZero();
        assertThat(folder.resolve("rehearsal.imprint")).isNotEmptyFile();
    }
}
