package org.imprint.cluster.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterNamesTest {

    /** A label of RFC 1123, https://www.rfc-editor.org/rfc/rfc1123 section 2.1 with RFC 952. */
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    @Test
    void shortNamesStayReadable() {
        assertThat(ClusterNames.jobs("fig-1234", List.of("resnet18, MNIST", "vit_b_16, MNIST+USPS, combined")))
                .containsExactly("fig-1234-resnet18-mnist", "fig-1234-vit-b-16-mnist-usps-combined");
    }

    @Test
    void namesThatLookAlikeAreToldApart() {
        List<String> names = ClusterNames.jobs("s", List.of("vit_b_16, M", "vit-b-16, m", "other"));

        assertThat(names).doesNotHaveDuplicates().contains("s-other");
        assertThat(names.get(0)).matches("s-vit-b-16-m-[0-9a-f]{8}");
    }

    @Test
    void allNamesAreLegalWhateverTheyStandFor() {
        qt().withExamples(2000)
                .forAll(
                        lists().of(strings()
                                        .basicMultilingualPlaneAlphabet()
                                        .ofLengthBetween(0, 90)
                                        .map(ClusterNamesTest::text))
                                .ofSizeBetween(1, 8),
                        strings().ascii().ofLengthBetween(0, 90))
                .checkAssert((texts, file) -> {
                    List<String> titles = texts.stream().distinct().toList();
                    String sweep = ClusterNames.sweep(file, "content");
                    List<String> names = ClusterNames.jobs(sweep, titles);

                    assertThat(sweep).matches(LABEL).hasSizeLessThanOrEqualTo(ClusterNames.LONGEST_SWEEP);
                    assertThat(names).hasSameSizeAs(titles).doesNotHaveDuplicates();
                    // What the cluster appends to a job's name for the host name of a pod must fit too.
                    assertThat(names)
                            .allSatisfy(n ->
                                    assertThat(n + "-r99-99999").matches(LABEL).hasSizeLessThanOrEqualTo(63));
                });
    }

    /** Half of a surrogate pair is no text: UTF-8 has no bytes for it, and no file can bring it here. */
    private static String text(String chars) {
        return new String(chars.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void everySweepHasANameOfItsOwn() {
        assertThat(ClusterNames.sweep("figure-6.yaml", "a")).isEqualTo("figure-6-ca978112");
        assertThat(ClusterNames.sweep("figure-6.yaml", "b")).isEqualTo("figure-6-3e23e816");
    }
}
