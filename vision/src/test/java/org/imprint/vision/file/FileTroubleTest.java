package org.imprint.vision.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileTroubleTest {

    private static final Path FILE = Path.of("a.txt");

    @Test
    void theReasonIsInWordsAndThePathIsSaidOnce() {
        assertThat(FileTrouble.reason(FILE, new NoSuchFileException("a.txt"))).isEqualTo("no such file or folder");
        assertThat(FileTrouble.reason(FILE, new AccessDeniedException("b")))
                .isEqualTo("b: may not be read or written by this user");
        assertThat(FileTrouble.reason(FILE, new IOException("No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileTrouble.reason(FILE, new IOException())).isEqualTo("IOException");
    }

    @Test
    void ofACopyWhatIsWrittenIsNamed() {
        IOException full = new FileSystemException("read.onnx", "written.onnx", "No space left on device");
        assertThat(FileTrouble.reason(FILE, full)).isEqualTo("written.onnx: No space left on device");
        assertThat(FileTrouble.reason(Path.of("written.onnx"), full)).isEqualTo("No space left on device");
    }
}
