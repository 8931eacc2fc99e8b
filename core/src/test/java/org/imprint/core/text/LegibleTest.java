package org.imprint.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Categories are those of Unicode's UnicodeData.txt. */
class LegibleTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0x9b, // controls
                0x200b, 0x200e, 0x202e, 0x2066, 0x2069, 0xfeff, 0xe0001, 0xe0041, // format
                0x2028, 0x2029, 0xd800, 0xdfff, 0xfffe, 0x1ffff, 0xfdd0 // separators, halves, no characters
            })
    void hidesWhatActsUnseen(int codePoint) {
        assertThat(Legible.isHidden(codePoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {' ', 'a', '\\', 0xe9, 0xad, 0x200c, 0x200d, 0x3b1, 0x600, 0x6dd, 0x978b, 0x1f600, 0x110bd})
    void showsWhatIsSeenOrNeeded(int codePoint) {
        assertThat(Legible.isHidden(codePoint)).isFalse();
    }

    @Test
    void showsHiddenCharactersAsJsonDoes() {
        assertThat(Legible.shown("a\u001b[31m\u202eb 鞋")).isEqualTo("a\\u001b[31m\\u202eb 鞋");
        assertThat(Legible.shown(Character.toString(0xe0041))).isEqualTo("\\udb40\\udc41");
        assertThat(Legible.shown("\ud83dx")).isEqualTo("\\ud83dx");
    }
}
