package org.imprint.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "18446744073709551615",
                "18446744073709551616",
                "204126299240403358420633530908212390203",
                "340282366920938463463374607431768211455"
            })
    void readsWhatItWrites(String decimal) {
        assertThat(PublishedId.parse(decimal)).hasToString(decimal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "12a",
                "340282366920938463463374607431768211456",
                "9999999999999999999999999999999999999999"
            })
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> PublishedId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("published id must be a number in [0, 2^128), was '" + text + "'");
    }

    @Test
    void isOrderedAsANumber() {
        String[] ascending = {
            "1", "9223372036854775808", "18446744073709551616", "204126299240403358420633530908212390203"
        };
        for (int i = 1; i < ascending.length; i++) {
            assertThat(PublishedId.parse(ascending[i])).isGreaterThan(PublishedId.parse(ascending[i - 1]));
            assertThat(new BigInteger(ascending[i])).isGreaterThan(new BigInteger(ascending[i - 1]));
        }
    }
}
