package org.imprint.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class DigitsTest {

    @Test
    void looksAlikeInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Digits.count(405_060)).isEqualTo("405,060");
            assertThat(Digits.fixed(1234.565, 1)).isEqualTo("1234.6");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void oneIsNoPlural() {
        assertThat(Digits.count(1, "group")).isEqualTo("1 group");
        assertThat(Digits.count(0, "group")).isEqualTo("0 groups");
        assertThat(Digits.count(1200, "group")).isEqualTo("1,200 groups");
    }

    @Test
    void zeroHasNoSign() {
        assertThat(Digits.fixed(-0.04, 1)).isEqualTo("0.0");
        assertThat(Digits.fixed(-0.0, 0)).isEqualTo("0");
        assertThat(Digits.fixed(-0.06, 1)).isEqualTo("-0.1");
        assertThat(Digits.fixed(Double.NEGATIVE_INFINITY, 1)).isEqualTo("-Infinity");
        assertThat(Digits.fixed(Double.NaN, 1)).isEqualTo("NaN");
    }

    @Test
    void sizesAreInTheLargestUnitThatTheyFill() {
        assertThat(Digits.bytes(1)).isEqualTo("1 byte");
        assertThat(Digits.bytes(999)).isEqualTo("999 bytes");
        assertThat(Digits.bytes(4_321)).isEqualTo("4.3 kB");
        assertThat(Digits.bytes(1_000_000)).isEqualTo("1.0 MB");
        assertThat(Digits.bytes(14_163_298)).isEqualTo("14.2 MB");
        assertThat(Digits.bytes(999_000_000)).isEqualTo("999.0 MB");
        assertThat(Digits.bytes(1_300_000_000)).isEqualTo("1.3 GB");
    }
}
