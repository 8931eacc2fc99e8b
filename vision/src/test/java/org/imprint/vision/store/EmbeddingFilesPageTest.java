package org.imprint.vision.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/embedding-files.md says what is so. */
class EmbeddingFilesPageTest {

    private static final Path PAGE = Path.of("../docs/embedding-files.md");

    @TempDir
    Path folder;

    @Test
    void theExampleWritesAFileThatIsRead() throws IOException, InterruptedException {
        EmbeddingH5pyTest.h5pyIsThere();
        Matcher code = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(code.find()).isTrue();
        Path script = Files.writeString(folder.resolve("example.py"), code.group(1));
        Process python = new ProcessBuilder("/usr/bin/python3", script.toString())
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(python.waitFor()).isZero();
        try (EmbeddingFile file = EmbeddingFile.open(folder.resolve("flowers-train.h5"))) {
            assertThat(file.rows()).isEqualTo(6);
            assertThat(file.dimension()).isEqualTo(4);
            assertThat(file.labels()).containsExactly(0, 0, 1, 1, 2, 2);
            assertThat(file.classNames()).containsExactly("rose", "tulip", "daisy");
            assertThat(file.provenance()).isEmpty();
            file.requireUsableRows();
        }
    }

    @Test
    void thePageNamesWhatIsInAFile() throws Exception {
        String page = Files.readString(PAGE);
        List<String> unnamed = Arrays.stream(WireNames.class.getDeclaredFields())
                .filter(f -> f.getType() == String.class)
                .map(EmbeddingFilesPageTest::value)
                .filter(name -> !page.contains("`" + name + "`"))
                .toList();
        assertThat(unnamed).isEmpty();
        assertThat(page).contains(String.format("%,d", EmbeddingSpec.MAX_DIMENSION));
    }

    private static String value(java.lang.reflect.Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.getName(), e);
        }
    }
}
