package org.imprint.classifier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.imprint.core.calibration.ReliabilityDiagram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReliabilityFigureTest {

    /** Two bins: 1 of 2 right at 0.5, 2 of 2 right at 0.9. */
    private static ReliabilityFigure figure(String of) {
        return new ReliabilityFigure(
                ReliabilityDiagram.of(new double[] {0.4, 0.6, 0.9, 0.9}, new boolean[] {true, false, true, true}, 2),
                of);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    /** By hand: the square begins at (64, 18) and has sides of 400, the share of right answers grows upwards. */
    @Test
    void putsBinsWhereTheirNumbersAre() throws Exception {
        Document svg = parsed(figure("test").file());

        Element first = (Element) svg.getElementsByTagName("circle").item(0);
        Element second = (Element) svg.getElementsByTagName("circle").item(1);
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(first.getAttribute("cx")).isEqualTo("264.0");
        assertThat(first.getAttribute("cy")).isEqualTo("218.0");
        assertThat(second.getAttribute("cx")).isEqualTo("424.0");
        assertThat(second.getAttribute("cy")).isEqualTo("18.0");
    }

    /** Wilson's 95 % intervals of 1 of 2 and 2 of 2 by hand: 9.5 to 90.5, 34.2 to 100. */
    @Test
    void saysEachBinInWords() throws Exception {
        Document svg = parsed(figure("test").file());

        assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Reliability diagram of test");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .startsWith("4 answers in 2 bins of 2; calibration error ");
        assertThat(svg.getElementsByTagName("title").item(1).getTextContent())
                .isEqualTo("2 answers of probability 40.0 % to 60.0 %: 50.0 % right, 95 % interval 9.5 % to 90.5 %");
        assertThat(svg.getElementsByTagName("title").item(2).getTextContent())
                .isEqualTo("2 answers of probability 90.0 % to 90.0 %: 100.0 % right, 95 % interval 34.2 % to 100.0 %");
    }

    @Test
    void isTextWhateverItIsOf(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/figure.svg");
        figure("</title><script>").write(file);

        String svg = Files.readString(file);
        assertThat(svg).doesNotContain("<script>").contains("prefers-color-scheme: dark");
        parsed(svg);
        assertThat(figure("x").part()).doesNotContain("<style>", "http:", "style=");
    }
}
