package org.imprint.classifier.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprint.classifier.FitOptions;
import org.imprint.core.ImprintException;
import org.imprint.core.recipe.Preset;
import org.junit.jupiter.api.Tag;

/**
 * Replays the inputs in {@code ImprintFuzzTestInputs}; searches for new ones when run with {@code JAZZER_FUZZ=1}.
 *
 * <p>Slow because the fuzzer instruments every class that is loaded after it.
 */
@Tag("slow")
class ImprintFuzzTest {

    /** @param bytes the first chooses a part of a good file, the others are put in its place, with all checksums right */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnyPart(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".imprint");
        try {
            ImprintFile.save(
                    file, SavedBirds.full(SavedBirds.birds(FitOptions.standard().with(Preset.PAPER.recipe(2, 1e-3)))));
            Forgery forgery = Forgery.of(file);
            List<String> parts = new ArrayList<>(forgery.texts.keySet());
            parts.addAll(forgery.tensors.keySet());
            String part = parts.get(bytes.length == 0 ? 0 : (bytes[0] & 0xff) % parts.size());
            byte[] content = bytes.length == 0 ? bytes : Arrays.copyOfRange(bytes, 1, bytes.length);
            if (forgery.texts.containsKey(part)) {
                forgery.texts.put(part, new String(content, StandardCharsets.UTF_8));
            } else {
                forgery.tensors.put(part, content);
            }
            forgery.write(file);
            SavedBirds.text(ImprintFile.open(file));
        } catch (ImprintException refused) {
            assertThat(refused).hasMessageStartingWith(file + ": ");
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
