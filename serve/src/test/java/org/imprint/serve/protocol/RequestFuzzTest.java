package org.imprint.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.imprint.serve.http.HttpProblem;
import org.junit.jupiter.api.Tag;

/**
 * Replays the inputs in {@code RequestFuzzTestInputs}; searches for new ones when run with {@code JAZZER_FUZZ=1}.
 *
 * <p>Slow because the fuzzer instruments every class that is loaded after it.
 */
@Tag("slow")
class RequestFuzzTest {

    /** @param bytes the first two say how many of the others are JSON; 65535 that all are */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnyBody(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        int json = bytes[0] & 0xff | (bytes[1] & 0xff) << 8;
        byte[] body = Arrays.copyOfRange(bytes, 2, bytes.length);
        ModelSignature model = new ModelSignature("m", "1", true, 4, 3, 1000, true);
        try {
            RequestReader.read(model, InferBody.of(body, json == 0xffff ? null : Integer.toString(json)));
        } catch (HttpProblem refused) {
            assertThat(refused.status()).isIn(400, 413);
        }
    }
}
