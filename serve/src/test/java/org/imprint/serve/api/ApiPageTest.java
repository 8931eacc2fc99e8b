package org.imprint.serve.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprint.serve.testing.RunningServer;
import org.imprint.serve.testing.ShapeImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code docs/serve-api.md} shows, with shapes in place of birds and birds in place of plants. */
class ApiPageTest {

    private static final Path PAGE =
            Path.of("").toAbsolutePath().getParent().resolve("docs").resolve("serve-api.md");
    private static final Pattern BLOCK =
            Pattern.compile("^```(sh|python|java)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void everyCommandIsAnswered() throws Exception {
        assumeTrue(isThere("curl"), "curl is needed");
        for (String name : List.of("heron", "crane", "stork")) {
            Files.write(folder.resolve(name + ".jpg"), ShapeImages.png("disc", name.charAt(0)));
        }
        int blocks = 0;
        try (RunningServer server = new RunningServer(folder, false)) {
            Matcher block = BLOCK.matcher(Files.readString(PAGE));
            while (block.find()) {
                String code = block.group(2)
                        .replace(
                                "127.0.0.1:8080", "127.0.0.1:" + server.server().port())
                        .replace("/api/birds", "/api/shapes")
                        .replace("/api/plants", "/api/birds");
                blocks++;
                switch (block.group(1)) {
                    case "sh" -> run("sh", "-ec", code);
                    case "python" -> {
                        if (isThere("python3")) {
                            assertThat(run("python3", "-c", code)).startsWith("disc ");
                        }
                    }
                    default ->
                        assertThat(run(java(), launched(code).toString())).contains("\"label\":\"disc\"");
                }
            }
            assertThat(server.shapes().contents().history().undone()).hasSize(1);
        }
        assertThat(blocks).isEqualTo(6);
        assertThat(Files.readString(folder.resolve("why.html"))).contains("Why these answers");
        assertThat(Files.size(folder.resolve("birds.onnx"))).isGreaterThan(1000);
    }

    @Test
    void namesEveryPathOfTheApi() throws Exception {
        String page = Files.readString(PAGE);
        String document = new String(
                OpenApiTest.class.getResourceAsStream("openapi.json").readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        Matcher path = Pattern.compile("\"/api/\\{model}/([^\"]+)\"").matcher(document);
        while (path.find()) {
            String last = path.group(1).replaceAll(".*/(?!\\{)", "");
            assertThat(page).as(path.group(1)).contains("/" + last);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path launched(String code) throws Exception {
        String source = "class Ask { public static void main(String[] args) throws Exception {\n" + code + "}}\n";
        return Files.writeString(folder.resolve("Ask.java"), source);
    }

    private String run(String... command) throws Exception {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return Files.readString(out);
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
