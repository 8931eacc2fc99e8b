package org.imprint.classifier.doctor.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.classifier.doctor.picture.Drawings;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisPageTest {

    private static final String EVIL = "\"'><img src=x onerror=hit=1><script>hit=1</script>\u202e&amp;";

    private final PageOptions options = PageOptions.of(
            "birds",
            s -> {
                if (s.id().contains("bad")) {
                    throw new DataException(s.id() + ": cannot be read");
                }
                return s.id().contains("none") ? Optional.empty() : Optional.of(Drawings.picture(s.place(), 40, 30));
            },
            Parallel.serial());

    private static Subject subject(int place, String id, String className) {
        return new Subject(id, className, place, Subject.Side.TRAIN);
    }

    private static Finding blank(int place, double score) {
        return Finding.ofImage(
                FindingKind.BLANK, score, subject(place, "heron/" + place + ".jpg", "heron"), "Reason " + place + ".");
    }

    private static Finding pair() {
        return pair(FindingKind.TWO_CLASSES);
    }

    private static Finding pair(FindingKind kind) {
        Subject a = subject(100, "heron/a.jpg", "heron");
        Subject b = subject(101, "stork/b.jpg", "stork");
        return new Finding(kind, 0.9, true, List.of(a, b), List.of(b), Optional.of("crane"), "One in two.");
    }

    private static List<String> all(String regex, String page) {
        Matcher found = Pattern.compile(regex, Pattern.DOTALL).matcher(page);
        List<String> groups = new ArrayList<>();
        while (found.find()) {
            groups.add(found.group(1));
        }
        return groups;
    }

    private String page(Finding... findings) {
        return DiagnosisPage.html(new Diagnosis(List.of(findings), List.of(), 200), options);
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void allowsItsOwnScriptAndStyleAndAsksForNothing() throws Exception {
        String page = page(blank(1, 0.7), pair());
        assertThat(all("Content-Security-Policy\" content=\"([^\"]*)\"", page))
                .containsExactly("default-src 'none'; script-src "
                        + sha256(all("<script>(.*?)</script>", page).get(0)) + "; style-src "
                        + sha256(all("<style>(.*?)</style>", page).get(0))
                        + "; img-src data:; base-uri 'none'; form-action 'none'");
        assertThat(page).doesNotContain(" style=", "onclick", "url(", "http:", "https:", "@import");
        assertThat(all("(?:src|href)=\"([^\"]*)\"", page))
                .isNotEmpty()
                .allMatch(link -> link.startsWith("data:") || link.startsWith("#"));
        List<String> places = all(" id=\"([^\"]*)\"", page);
        assertThat(places).doesNotHaveDuplicates();
        assertThat(all("href=\"#([^\"]*)\"", page)).allMatch(places::contains);
    }

    @Test
    void namesAndReasonsAreTextAndNothingElse() {
        Subject evil = subject(1, EVIL, EVIL);
        String page = DiagnosisPage.html(
                new Diagnosis(
                        List.of(new Finding(
                                FindingKind.WRONG_LABEL, 1, true, List.of(evil), List.of(), Optional.of(EVIL), EVIL)),
                        List.of(new Diagnosis.Skipped(FindingKind.OUTLIER, EVIL)),
                        1),
                new PageOptions(EVIL, List.of(EVIL), 40, 6, options.pixels(), Parallel.serial()));
        assertThat(all("(<script)", page)).hasSize(1);
        assertThat(page).doesNotContain("<img src=x", "\u202e").contains("\\u202e&amp;amp;");
    }

    @Test
    void theWorstComesFirstKindByKind() {
        String page = page(blank(1, 0.7), blank(2, 0.8), pair(), blank(3, 0.6).unflagged());
        assertThat(all("<section class=\"kind\" id=\"([^\"]*)\"", page)).containsExactly("two-classes", "blank");
        assertThat(all("<p class=\"reason\">([^<]*)", page))
                .containsExactly("One in two.", "Reason 2.", "Reason 1.", "Reason 3.");
        assertThat(page)
                .contains("200 images: 3 findings flagged, 1 less sure.", FindingKind.BLANK.whatToDo())
                .contains("Looks like <b><bdi>crane</bdi></b>");
        assertThat(all("<tr><th scope=\"row\"><a href=\"#([^\"]*)\">", page)).containsExactly("two-classes", "blank");
    }

    @Test
    void imagesOfAFindingStandSideBySideAndSayWhichIsLeftOut() {
        String card = all(
                        "<article class=\"card flagged pair\"(.*?)</article>", page(pair(FindingKind.EXACT_DUPLICATE)))
                .get(0);
        assertThat(all("<figure title=\"([^\"]*)\"", card)).containsExactly("heron/a.jpg", "stork/b.jpg");
        assertThat(all("(<img src=\"data:image/)|(<img class=\"tiny\" src=\"data:image/)", card))
                .hasSize(2);
        assertThat(all("(left out by --fix)", card)).hasSize(1);
        assertThat(card.indexOf("left out by --fix")).isGreaterThan(card.indexOf("stork/b.jpg"));
        Subject test = new Subject("t.jpg", "heron", 1, Subject.Side.TEST);
        assertThat(page(Finding.ofImage(FindingKind.BLANK, 1, test, "Blank.")))
                .contains("t.jpg")
                .doesNotContain("left out by --fix");
        assertThat(page(pair())).as("which class is right has to be seen").doesNotContain("left out by --fix");
    }

    @Test
    void whatCannotBeShownIsNamedAllTheSame() {
        String page = page(
                Finding.ofImage(FindingKind.UNREADABLE, 1, subject(1, "x/bad.jpg", "x"), "Bad."),
                Finding.ofImage(FindingKind.BLANK, 1, subject(2, "x/none.jpg", "x"), "None."),
                new Finding(FindingKind.IMBALANCE, 0.6, true, List.of(), List.of(), Optional.empty(), "Few of x."));
        assertThat(page).contains("Cannot be shown", "No picture", "x/bad.jpg", "x/none.jpg", "Few of x.");
    }

    @Test
    void thousandsAreCountedAndSomeAreShown() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            many.add(blank(i, 1 - i / 10_000.0));
        }
        List<Subject> group =
                many.stream().limit(50).map(f -> f.subjects().get(0)).toList();
        many.add(
                new Finding(FindingKind.EXACT_DUPLICATE, 1, true, group, List.of(), Optional.empty(), "All the same."));
        String page = DiagnosisPage.html(new Diagnosis(many, List.of(), 3000), options);
        assertThat(page)
                .contains(
                        "Of 3,000 findings the 40 worst are shown; --json names all.",
                        "<p class=\"more\">and 44 more</p>");
        assertThat(all("(<article)", page)).hasSize(41);
        assertThat(all("(<figure)", page)).hasSize(46);
        assertThat(page.length()).isLessThan(500_000);
    }

    @Test
    void nothingFoundIsAPageToo() {
        String page = page();
        assertThat(page).contains("200 images: nothing is flagged.").doesNotContain("<section", "<select", "<nav");
    }

    @Test
    void appearsWholeOrNotAtAll(@TempDir Path folder) throws Exception {
        Diagnosis none = new Diagnosis(List.of(), List.of(), 1);
        Path file = folder.resolve("in/found.html");
        assertThat(DiagnosisPage.write(none, options, file)).isEqualTo(Files.size(file));
        Path taken = Files.createDirectories(folder.resolve("taken.html"));
        Files.writeString(taken.resolve("x"), "y");
        assertThatThrownBy(() -> DiagnosisPage.write(none, options, taken))
                .isInstanceOf(ImprintException.class)
                .hasMessageContaining("taken.html");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("in", "taken.html");
    }
}
