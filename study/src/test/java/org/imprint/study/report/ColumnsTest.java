package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void numbersOfAllSizesComeBack() {
        String text = new Columns()
                .add(new int[] {0, -1, 1, 63, 64, -64, -65, 8191, 1_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE, 7})
                .add(new int[0])
                .add(new int[] {5})
                .text();
        Blocks64 blocks = new Blocks64("<script type=\"text/plain\" id=\"block-x\">" + text + "</script>");

        assertThat(blocks.columns("x"))
                .containsExactly(
                        List.of(0, -1, 1, 63, 64, -64, -65, 8191, 1_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE, 7),
                        List.of(),
                        List.of(5));
    }

    @Test
    void textsComeBack() {
        String text = Columns.text("[\"ä漢</script>\"]");
        Blocks64 blocks = new Blocks64("<script type=\"text/plain\" id=\"block-x\">" + text + "</script>");

        assertThat(blocks.json("x").get(0).asText()).isEqualTo("ä漢</script>");
    }
}
