package org.imprint.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

    /** Written apart from the class under test: C0 but tab and line feed, DEL and C1, directions, invisible marks, separators. */
    private static final Pattern STEERS = Pattern.compile(
            "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff]");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingThatSteersComesThroughAndAllElseDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x2000, 0x2100)));
        }
        StringWriter to = new StringWriter();
        PrintWriter terminal = new Terminal(to);
        terminal.print(text);
        terminal.append(text);
        text.chars().forEach(terminal::write);
        terminal.printf("%s%n", text);
        terminal.flush();

        assertThat(STEERS.matcher(to.toString().replace("\r\n", "\n")).find()).isFalse();
        String back = unescaped(to.toString());
        assertThat(back).startsWith(text.toString());
        assertThat(Terminal.oneLine(text.toString())).doesNotContain("\n");
        assertThat(unescaped(Terminal.oneLine(text.toString()))).isEqualTo(text.toString());
    }

    @Test
    void showsColoursTitlesAndDirectionsInTheFormOfJson() {
        StringWriter to = new StringWriter();
        new Terminal(to).println("a\u001b[31mRED\u009b1m\u202eexe\u007f\tfamily: \u0633\u200cx");
        assertThat(to.toString())
                .isEqualTo("a\\u001b[31mRED\\u009b1m\\u202eexe\\u007f\tfamily: \u0633\u200cx" + System.lineSeparator());
    }

    @Test
    void cellsOfTablesStayOnTheirLine() {
        assertThat(new TextTable("name", "n").row("a\nb\u001b[2J", "1").lines())
                .containsExactly("name               n", "--------------------", "a\\u000ab\\u001b[2J  1");
    }

    @Test
    void progressRewritesItsLineAndShowsWhatStands() {
        StringWriter to = new StringWriter();
        long[] now = {0};
        ProgressLine line = new ProgressLine(new Terminal(to), "im\u001bages", true, () -> now[0]);
        now[0] = 1_000_000_000;
        line.done(1, 2);
        line.close();
        assertThat(to.toString())
                .startsWith("\r1 of 2 im\\u001bages")
                .endsWith("\r")
                .doesNotContain("\u001b");
    }

    private static String unescaped(String shown) {
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(shown)
                .replaceAll(m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))));
    }
}
