package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.imprint.lab.sweep.file.CollapseFile;
import org.imprint.lab.sweep.file.SweepFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** Every fenced block of the README and the pages is parsed, compiled or read, so that none outlives what it shows. */
class DocumentationTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[^ ]+");

    /** Commands of others, which are run by CI or by a test of their own. */
    private static final Set<String> FOREIGN = Set.of("mvn", "docker", "tar", "/usr/bin/python3");

    /** Blocks that tests beside the code run, as they need more than this one has: page and language. */
    private static final Set<String> RUN_ELSEWHERE = Set.of(
            "docs/embedding-files.md python", // EmbeddingFilesPageTest of vision
            "docs/own-methods.md java", // OwnMethodsTest
            "docs/own-methods.md yaml",
            "docs/serve-api.md sh", // ApiPageTest of serve
            "docs/serve-api.md python",
            "docs/serve-api.md java",
            "docs/serve-protocol.md sh"); // ProtocolPageTest of serve

    @TempDir
    private Path folder;

    /** A fenced block, and where it stands. */
    private record Block(String page, String language, String text) {
        @Override
        public String toString() {
            return page + " " + language + ": " + text.lines().findFirst().orElse("");
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void holdsWhatItShows(Block block) throws Exception {
        if (RUN_ELSEWHERE.contains(block.page + " " + block.language)) {
            return;
        }
        switch (block.language) {
            case "" -> block.text.lines().filter(line -> !line.isBlank()).forEach(DocumentationTest::command);
            case "json" ->
                assertThat(new ObjectMapper().readTree(block.text).isObject()).isTrue();
            case "xml" ->
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(block.text)));
            case "yaml" -> {
                if (block.text.contains("\ncollapse:")) {
                    CollapseFile.parse(Path.of(block.page), block.text);
                } else {
                    SweepFile.parse(Path.of(block.page), block.text);
                }
            }
            case "java" -> compiles(block.text);
            case "text" ->
                assertThat(block.text.lines())
                        .as("what a user types is not output")
                        .noneMatch(line -> line.startsWith("./imprint "));
            default -> fail("no test knows what to do with a block of " + block.language);
        }
    }

    static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                blocks.add(new Block(ROOT.relativize(page).toString(), block.group(1), block.group(2)));
            }
        }
        assertThat(blocks).hasSizeGreaterThan(25);
        return blocks;
    }

    /** The README, the pages, and the READMEs of modules; licences of others are theirs to word. */
    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.walk(ROOT, 2)) {
            return top.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.endsWith("THIRD-PARTY.md"))
                    .sorted()
                    .toList();
        }
    }

    private static void command(String line) {
        List<String> words = WORD.matcher(line)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toList();
        if (FOREIGN.contains(words.get(0))) {
            return;
        }
        assertThat(words.get(0)).as(line).isIn("./imprint", "imprint");
        String[] args = words.subList(1, words.size()).toArray(String[]::new);
        assertThat(new Main().line(args).parseArgs(args).hasSubcommand())
                .as(line)
                .isTrue();
    }

    /** A block without imports sees all packages of the toolkit, and those of the JDK that a reader expects. */
    private void compiles(String block) throws IOException {
        String imports =
                block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        String source = (imports.isEmpty() ? everything() : imports) + """

                class Snippet {
                    void run(org.imprint.core.matrix.FloatMatrix trainRows, int[] trainLabels, float[] query)
                            throws Exception {
                """ + body + "\n}}";
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter problems = new StringWriter();
        List<String> options = List.of("-d", folder.toString(), "-classpath", System.getProperty("java.class.path"));
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(problems, null, null, options, null, List.of(file))
                .call();
        assertThat(compiled).as(problems + source).isTrue();
    }

    private static String everything() throws IOException {
        Set<String> packages = new TreeSet<>(Set.of("java.nio.file", "java.util"));
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.toString().endsWith(".java")
                            && !file.endsWith("package-info.java")
                            && file.toString().contains("/src/main/java/"))
                    .filter(file -> !ROOT.relativize(file).startsWith("bench")
                            && !ROOT.relativize(file).startsWith("examples"))
                    .map(file -> file.getParent().toString())
                    .forEach(file -> packages.add(
                            file.substring(file.indexOf("/src/main/java/") + 15).replace('/', '.')));
        }
        return packages.stream().map(name -> "import " + name + ".*;").collect(Collectors.joining("\n"));
    }
}
