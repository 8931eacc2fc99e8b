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
    void sizesAreMegabytesBelowAGigabyte() {
        assertThat(Digits.bytes(14_163_298)).isEqualTo("14.2 MB");
        assertThat(Digits.bytes(999_000_000)).isEqualTo("999.0 MB");
        assertThat(Digits.bytes(1_300_000_000)).isEqualTo("1.3 GB");
    }
}
