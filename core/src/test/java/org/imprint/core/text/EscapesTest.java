package org.imprint.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class EscapesTest {

    private static final String SHARP = "&<>\"'`\\|*_[]{}$#~^%-+=@/,;: \t\r\n";

    /** Texts of every kind of character: marks of languages, controls, halves of pairs, marks of direction, letters. */
    static Stream<String> texts() {
        SplittableRandom random = new SplittableRandom(20_261_130);
        return IntStream.range(0, 200).mapToObj(i -> {
            StringBuilder text = new StringBuilder();
            IntStream.range(0, random.nextInt(1, 24)).forEach(c -> text.append(character(random)));
            return text.toString();
        });
    }

    private static String character(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> String.valueOf(SHARP.charAt(random.nextInt(SHARP.length())));
            case 1 -> String.valueOf((char) random.nextInt(0, 0xa0));
            case 2 -> String.valueOf((char) random.nextInt(0xd800, 0xe000));
            case 3 -> Character.toString(random.nextInt(0x2000, 0x2070));
            case 4 -> Character.toString(random.nextInt(0xfff0, 0x20000));
            default -> Character.toString(random.nextInt('a', 'z' + 1));
        };
    }

    @ParameterizedTest
    @MethodSource("texts")
    void htmlIsWellFormedAndMeansTheText(String text) throws Exception {
        String page = "<p title='" + Escapes.html(text) + "'>" + Escapes.html(text) + "<i title=\"" + Escapes.html(text)
                + "\"/></p>";
        byte[] file = page.getBytes(StandardCharsets.UTF_8);
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(new String(file, StandardCharsets.UTF_8))))
                .getDocumentElement();
        assertThat(root.getTextContent()).isEqualTo(Escapes.legible(text));
        assertThat(root.getAttribute("title")).isEqualTo(Escapes.legible(text));
        assertThat(((Element) root.getFirstChild().getNextSibling()).getAttribute("title"))
                .isEqualTo(Escapes.legible(text));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void legibleTextIsOneLineThatCanBeSeenAndStored(String text) {
        String legible = Escapes.legible(text);
        assertThat(legible).doesNotContainPattern("[\\p{Cntrl}\u202a-\u202e\u2066-\u2069\ufffe\uffff]");
        assertThat(new String(legible.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(legible);
        assertThat(Escapes.legible(legible)).isEqualTo(legible);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void latexHasBalancedBracesAndNoBareSigns(String text) {
        String plain = Escapes.latex(text)
                .replaceAll(
                        "\\\\(textbackslash|textasciitilde|textasciicircum|textasciigrave|ldots|allowbreak)\\{}", "")
                .replaceAll("\\$(\\\\[a-z]+|[<>|-])\\$", "")
                .replaceAll("\\\\[&%$#_{}]", "")
                .replaceAll("\\{[]*\\[]?}", "");
        assertThat(plain).doesNotContainPattern("[&%$#_{}\\\\~^`\\[\\]*]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a*b_c_d <x>; a\\*b_c_d \\<x\\>",
                "_a_; \\_a\\_",
                "# x; \\# x",
                "12. x; 12\\. x",
                "- x; \\- x",
                "-0.5; -0.5",
                "a | b; a \\| b",
                "~~a~~ &amp $x$; \\~\\~a\\~\\~ \\&amp \\$x\\$"
            })
    void markdownHasNoMarkup(String text, String written) {
        assertThat(Escapes.markdown(text)).isEqualTo(written);
    }

    @Test
    void hiddenCharactersAreShown() {
        assertThat(Escapes.legible("a\u001b[31mb\u202ec\ud83dd\ud83d\ude00"))
                .isEqualTo("a\\u001b[31mb\\u202ec\\ud83dd\ud83d\ude00");
        assertThat(Escapes.legible("a\r\nb\tc")).isEqualTo("a b c");
    }

    @Test
    void latexBreaksListsAndKeepsHyphens() {
        assertThat(Escapes.latex("k=1,20, a/b--c")).isEqualTo("k=1,\\allowbreak{}20, a/\\allowbreak{}b-{}-c");
    }
}
