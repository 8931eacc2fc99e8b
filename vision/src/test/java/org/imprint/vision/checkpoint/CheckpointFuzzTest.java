package org.imprint.vision.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import org.imprint.vision.checkpoint.base.CheckpointException;
import org.junit.jupiter.api.Tag;

/**
 * Replays the inputs in {@code CheckpointFuzzTestInputs}; searches for new ones when run with {@code JAZZER_FUZZ=1}.
 *
 * <p>Slow because the fuzzer instruments every class that is loaded after it.
 */
@Tag("slow")
class CheckpointFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnyBytes(byte[] bytes) {
        try {
            StateDict dict = Checkpoint.parse("fuzz", ByteBuffer.wrap(bytes));
            dict.tensors().values().stream().limit(3).forEach(Tensor::toBytes);
        } catch (CheckpointException refused) {
            assertThat(refused).hasMessageStartingWith("fuzz: ");
        }
    }
}
