package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the README shows is run here. */
class ReadmeTest {

    private static final Path README = Path.of("").toAbsolutePath().getParent().resolve("README.md");

    @TempDir
    private Path folder;

    @Test
    void everyCommandLineIsUnderstood() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String block : blocks("")) {
            block.lines().filter(l -> l.startsWith("./imprint ")).forEach(commands::add);
        }
        assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
        for (String command : commands) {
            String[] words = Pattern.compile("\"[^\"]*\"|[^ ]+")
                    .matcher(command.substring("./imprint ".length()))
                    .results()
                    .map(word -> word.group().replace("\"", ""))
                    .toArray(String[]::new);
            CommandLine.ParseResult parsed = Main.line(words).parseArgs(words);
            assertThat(parsed.hasSubcommand()).as(command).isTrue();
        }
    }

    @Test
    void theDescriptorIsValid() throws IOException {
        String json = blocks("json").get(0);
        BackboneDescriptor descriptor = BackboneDescriptor.parse("README.md", "mobilenet", json);
        assertThat(descriptor.dimension()).isEqualTo(1280);
        assertThat(descriptor.preprocessing().size()).isEqualTo(3 * 224 * 224);
    }

    @Test
    void theJavaCompiles() throws IOException {
        String block = blocks("java").get(0);
        String imports = block.substring(
                0,
                block.lastIndexOf("import ")
                        + block.substring(block.lastIndexOf("import ")).indexOf('\n')
                        + 1);
        String source = """
                %s
                class Snippet {
                    void run(org.imprint.core.matrix.FloatMatrix trainRows, int[] trainLabels, float[] query) {
                        %s
                    }
                }
                """.formatted(imports, block.substring(imports.length()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter problems = new StringWriter();
        List<String> options = List.of("-d", folder.toString(), "-classpath", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(problems, null, null, options, null, List.of(file))
                        .call())
                .as(problems.toString() + source)
                .isTrue();
    }

    @Test
    void theCoordinatesAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(README.resolveSibling("core").resolve("pom.xml"));
        String coordinates = blocks("xml").get(0);
        for (String element : List.of("groupId", "version")) {
            Matcher parent = Pattern.compile(
                            "<parent>.*?(<" + element + ">.*?</" + element + ">).*?</parent>", Pattern.DOTALL)
                    .matcher(pom);
            assertThat(parent.find()).isTrue();
            assertThat(coordinates).contains(parent.group(1));
        }
        assertThat(pom).contains("<artifactId>imprint-core</artifactId>");
        assertThat(coordinates).contains("<artifactId>imprint-core</artifactId>");
    }

    @Test
    void everyCommandTakesTheSameDataFolder() throws IOException {
        String readme = Files.readString(README);
        assertThat(Pattern.compile("--(out-dir|root) (\\S+)")
                        .matcher(readme)
                        .results()
                        .map(m -> m.group(2)))
                .isNotEmpty()
                .containsOnly("imprint-data");
    }

    @Test
    void theTwoCommandsForAFreshMachineAreThere() throws IOException {
        assertThat(blocks("")).contains("./imprint quickstart\n", "mvn verify\n");
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README));
        List<String> found = new ArrayList<>();
        while (block.find()) {
            found.add(block.group(1));
        }
        return found;
    }
}
