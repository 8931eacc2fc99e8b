package org.imprint.vision.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.imprint.vision.checkpoint.base.DType;
import org.junit.jupiter.api.Test;

class TensorTest {

    private static final StateDict MIXED = Checkpoint.open(CheckpointFixtures.path("valid/t113_zip_mixed.pth"));

    private static Tensor tensor(String name) {
        return MIXED.find(name).orElseThrow();
    }

    @Test
    void widensHalfPrecisionExactly() {
        // torch.tensor([0x3c00, 0xc100, 0x7bff, 0x0001, 0x7c00]) as float16: 1, -2.5, 65504, 2^-24, inf
        assertThat(tensor("f16.v").toFloats()).containsExactly(1f, -2.5f, 65504f, 0x1p-24f, Float.POSITIVE_INFINITY);
    }

    @Test
    void widensEveryHalfLikeTheDefinition() {
        ByteBuffer halves = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 1 << 16; bits++) {
            halves.putShort(2 * bits, (short) bits);
        }
        float[] floats = new Tensor(DType.FLOAT16, new long[] {1 << 16}, new long[] {1}, 0, halves).toFloats();
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            int mantissa = bits & 1023;
            double magnitude = exponent == 31
                    ? (mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                    : exponent == 0
                            ? mantissa * Math.pow(2, -24)
                            : (1 + mantissa / 1024.0) * Math.pow(2, exponent - 15);
            float expected = (float) (bits >= 1 << 15 ? -magnitude : magnitude);
            assertThat(Float.floatToIntBits(floats[bits])).isEqualTo(Float.floatToIntBits(expected));
        }
    }

    @Test
    void widensBfloat16AndNarrowsDouble() {
        // 0x3f80 = 1, 0xc020 = -2.5; 0x7f7f and 0x0001 are the extremes; -1e300 is beyond float
        assertThat(tensor("bf16.v").toFloats())
                .containsExactly(1f, -2.5f, Float.intBitsToFloat(0x7f7f0000), Float.intBitsToFloat(0x00010000));
        assertThat(tensor("f64.v").toFloats()).containsExactly(0.1f, Float.NEGATIVE_INFINITY);
    }

    @Test
    void readsIntegersAndBooleans() {
        assertThat(tensor("i64.v").toLongs()).containsExactly(1, -2, 3, -(1L << 62));
        assertThat(tensor("i32.v").toLongs()).containsExactly(1, Integer.MIN_VALUE);
        assertThat(tensor("i16.v").toLongs()).containsExactly(1, Short.MIN_VALUE);
        assertThat(tensor("i8.v").toLongs()).containsExactly(1, -128);
        assertThat(tensor("u8.v").toLongs()).containsExactly(0, 255);
        assertThat(tensor("bool.v").toLongs()).containsExactly(1, 0, 1);
        assertThat(tensor("u8.v").toFloats()).containsExactly(0f, 255f);
    }

    @Test
    void refusesToReadFloatsAsIntegers() {
        assertThatThrownBy(() -> tensor("f32.contig").toLongs())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was float32");
    }

    @Test
    void permutesAxesWithoutCopying() {
        Tensor transposed = tensor("f32.contig").permute(1, 0);

        assertThat(transposed.shape()).containsExactly(3L, 2L);
        assertThat(transposed.isContiguous()).isFalse();
        assertThat(transposed.toFloats()).containsExactly(-0.5f, 0.25f, -0.25f, 0.5f, 0f, 0.75f);
        assertThatThrownBy(() -> transposed.permute(0, 0)).hasMessageContaining("was [0, 0]");
    }

    @Test
    void writesTheSameFloatsAsItReturns() throws IOException {
        for (Tensor tensor : MIXED.tensors().values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            tensor.writeFloats(out);
            ByteBuffer expected = ByteBuffer.allocate((int) tensor.numel() * 4).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : tensor.toFloats()) {
                expected.putFloat(value);
            }
            assertThat(out.toByteArray()).as(tensor.toString()).isEqualTo(expected.array());
        }
    }

    @Test
    void writesLargeStridedTensorsChunkByChunk() throws IOException {
        int n = 300;
        ByteBuffer storage = ByteBuffer.allocate(4 * n * n).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n * n; i++) {
            storage.putFloat(4 * i, i);
        }
        Tensor tensor = new Tensor(DType.FLOAT32, new long[] {n, n}, new long[] {n, 1}, 0, storage).permute(1, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tensor.writeFloats(out);
        ByteBuffer written = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(out.size()).isEqualTo(4 * n * n);
        for (int i = 0; i < n * n; i++) {
            assertThat(written.getFloat(4 * i)).isEqualTo(i % n * n + i / n);
        }
    }
}
