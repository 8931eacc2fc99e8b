package org.imprint.vision.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.source.ExclusionList.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExclusionListTest {

    @TempDir
    private Path folder;

    private static List<String> ids(SampleSource source) {
        return IntStream.range(0, source.size()).mapToObj(source::id).toList();
    }

    private static List<Entry> parsed(String text) {
        return ExclusionList.parse("list", text).entries();
    }

    @Test
    void readsNamesAndRemarks() {
        assertThat(parsed("""
                \ufeff# all of it
                #
                heron/12.jpg  # exact-duplicate: as heron/3.jpg # twice

                  crane/my photo#2.jpg\t# blank
                stork/#1.jpg
                "stork/ \\u00e9\\n\\"#.jpg"  # odd
                "#"
                """))
                .containsExactly(
                        new Entry("heron/12.jpg", "exact-duplicate: as heron/3.jpg # twice"),
                        new Entry("crane/my photo#2.jpg", "blank"),
                        new Entry("stork/#1.jpg", ""),
                        new Entry("stork/ é\n\"#.jpg", "odd"),
                        new Entry("#", ""));
        assertThat(parsed("a/1\r\nb/2\rc/3")).extracting(Entry::id).containsExactly("a/1", "b/2", "c/3");
        assertThat(parsed("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heron/12.jpg",
                "#begins",
                "\"quoted\"",
                " begins/with space",
                "ends/with space ",
                "a #b",
                "a#b",
                "line\nbreak",
                "carriage\rreturn",
                "tab\t#x",
                "Reiher/Größe 🦩.jpg",
                "right\u202eto left",
                "\u2028",
                "back\\slash",
                "\ufeffmark",
                "\u00a0no break"
            })
    void whateverANameIsItIsReadAsItWasWritten(String name) throws IOException {
        Path file = folder.resolve("in/list.txt");
        new ExclusionList("x", List.of(new Entry(name, "kind: a\nreason # of it"), new Entry(name, "")))
                .write(file, List.of("head\nof it", ""));

        assertThat(ExclusionList.read(file).entries())
                .containsExactly(new Entry(name, "kind: a reason # of it"), new Entry(name, ""));
        assertThat(Files.readAllLines(file)).hasSize(4).startsWith("# head of it", "#");
    }

    @Test
    void saysWhichLineIsNone() throws IOException {
        assertThatThrownBy(() -> parsed("a\n\"b"))
                .isInstanceOf(DataException.class)
                .hasMessage("list: line 2 begins with a quote and must be a string of JSON, was \"b");
        assertThatThrownBy(() -> parsed("\"b\" c"))
                .hasMessage("list: line 1 must have nothing but a remark behind the name, was \"b\" c");
        assertThatThrownBy(() -> parsed("\"b\"# c")).hasMessageContaining("nothing but a remark");
        Path latin = Files.write(folder.resolve("latin.txt"), "Größe".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ExclusionList.read(latin)).hasMessage(latin + ": must be text in UTF-8, was not");
        Path gone = folder.resolve("gone.txt");
        assertThatThrownBy(() -> ExclusionList.read(gone)).hasMessageStartingWith(gone + ": cannot be read: ");
    }

    @Test
    void leavesOutWhatIsListedAndTellsOfIt() throws IOException {
        FolderSourceTest.put(folder, "cat/a.jpg", "cat/b.jpg", "dog/a.jpg", "dog/in/b.jpg", "dog/c.jpg");
        Files.writeString(folder.resolve("dog/notes.txt"), "none");
        SampleSource all = FolderSource.open(folder);

        SampleSource some = ExclusionList.parse("bad.txt", "dog/in/b.jpg # x\ncat/a.jpg\ndog/in/b.jpg # again")
                .applyTo(all);

        assertThat(ids(some)).containsExactly("cat/b.jpg", "dog/a.jpg", "dog/c.jpg");
        assertThat(IntStream.range(0, 3).map(some::label)).containsExactly(0, 1, 1);
        assertThat(some.classNames()).isEqualTo(all.classNames());
        assertThat(some.name()).isEqualTo(all.name());
        assertThat(some.digest(1)).isEqualTo(all.digest(2));
        assertThat(some.leftOut()).hasToString("2 listed in bad.txt, 1 .txt");
        assertThat(some.leftOut().items().get(0)).hasToString("cat/a.jpg: listed in bad.txt");
        LeftOut.Item item = some.leftOut().items().get(0);
        assertThat(LeftOut.Item.parse(item.line())).isEqualTo(item);
        assertThat(ids(ExclusionList.parse("none", "# nothing").applyTo(all))).isEqualTo(ids(all));
    }

    @Test
    void refusesNamesOfNoImageAndAClassWithoutAny() throws IOException {
        FolderSourceTest.put(folder, "cat/a.jpg", "cat/b.jpg", "dog/a.jpg");
        SampleSource all = FolderSource.open(folder);

        assertThatThrownBy(() -> ExclusionList.parse("bad.txt", "cat/a.jpeg").applyTo(all))
                .isInstanceOf(DataException.class)
                .hasMessage("bad.txt: must name images of " + folder
                        + ", names cat/a.jpeg, which is none; did you mean cat/a.jpg?");
        assertThatThrownBy(() -> ExclusionList.parse("bad.txt", "bird/99.gif\ncat/a.jpg\n1\n2")
                        .applyTo(all))
                .hasMessageContaining("names bird/99.gif and 2 more, which are none");
        assertThatThrownBy(() ->
                        ExclusionList.parse("bad.txt", "cat/a.jpg\ncat/b.jpg").applyTo(all))
                .hasMessage("bad.txt: must leave at least one image of class cat, lists all 2");
    }
}
