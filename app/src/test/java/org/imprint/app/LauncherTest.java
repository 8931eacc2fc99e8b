package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script, in a checkout of its own, with a Java and a Maven that only say what they are asked. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String TELEMETRY = "ORT_DISABLE_TELEMETRY=1";

    /** A Java that keeps classes when it is told to. */
    private static final String REHEARSING = """
            for word in "$@"; do
              case $word in -XX:ArchiveClassesAtExit=*) echo kept >"${word#*=}" ;; esac
            done
            printf '<%s>' "$@"
            """;

    @TempDir
    private Path folder;

    private Path home;
    private Path jar;
    private Path builds;

    private record Said(int exitCode, String text) {}

    @BeforeEach
    void makeCheckout() throws IOException {
        folder = folder.toRealPath();
        home = Files.createDirectories(folder.resolve("a checkout"));
        Files.copy(Path.of("../imprint"), home.resolve("imprint"));
        executable(home.resolve("imprint"));
        Files.writeString(home.resolve("pom.xml"), "");
        Files.writeString(Files.createDirectories(home.resolve("core")).resolve("pom.xml"), "");
        Files.createDirectories(home.resolve("core/src/main"));
        jar = home.resolve("app/target/imprint-app.jar");
        builds = folder.resolve("builds");
        script("java", "printf '<%s>' \"$@\"; echo \" $ORT_DISABLE_TELEMETRY\"");
        script("mvn", "echo built >>'" + builds + "'; sleep 0.5; touch '" + jar + "'");
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.createDirectories(folder.resolve("jdk/bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        executable(file);
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void built() throws IOException {
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(3600)));
    }

    private Process start(Path where, String command, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().remove("IMPRINT_OPTS");
        builder.environment().remove("ORT_DISABLE_TELEMETRY");
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("PATH", folder.resolve("jdk/bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("IMPRINT_HOME", folder.toString());
        builder.environment().put("CDPATH", folder.resolve("decoy").toString());
        return builder.start();
    }

    private static Said end(Process process) throws IOException, InterruptedException {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private Said run(Path where, String command, String... arguments) throws IOException, InterruptedException {
        return end(start(where, command, arguments));
    }

    @Test
    void findsItsCheckoutThroughLinksFromAnywhere() throws Exception {
        built();
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("imprint"), Path.of("../a checkout/imprint"));
        Files.createSymbolicLink(folder.resolve("again"), bin.resolve("imprint"));
        Files.createSymbolicLink(folder.resolve("linked"), home);
        for (String way : List.of(
                bin.resolve("imprint").toString(), folder.resolve("again").toString(), "../again")) {
            Said said = run(bin, way, "results");
            assertThat(said.text()).contains("<-jar><" + jar + "><results>");
            assertThat(said.exitCode()).isZero();
        }
        assertThat(run(folder, "linked/imprint", "results").text()).contains("<" + jar + ">");
    }

    @Test
    void aNameThatCdpathHasElsewhereLeadsToItsOwnFolder() throws Exception {
        built();
        Files.createDirectories(folder.resolve("decoy/a checkout"));
        assertThat(run(folder, "a checkout/imprint", "results").text()).contains("<" + jar + ">");
        assertThat(run(home, "./imprint", "results").text()).contains("<" + jar + ">");
    }

    @Test
    void wordsAreHandedOnAsTheyAreAndTelemetryIsOff() throws Exception {
        built();
        Said said = run(folder, home.resolve("imprint").toString(), "embed", "--data", "my photos", "", "*");
        assertThat(said.text())
                .contains("<" + jar + "><embed><--data><my photos><><*>")
                .endsWith(" 1\n");
    }

    @Test
    void javaIsTunedForTheCommandWhateverOptionsStandBeforeIt() throws Exception {
        built();
        assertThat(run(home, "./imprint", "--verbose", "run", "s.yaml").text())
                .contains("<-XX:+UseParallelGC>", "<--verbose><run><s.yaml>");
        assertThat(run(home, "./imprint", "--verbose").text()).contains("<-XX:TieredStopAtLevel=1>");
        assertThat(run(home, "./imprint").text()).contains("<-XX:TieredStopAtLevel=1>");
    }

    @Test
    void tooFewOpenFilesForJavaAreToldInASentence() throws Exception {
        built();
        String[] limited = {"-c", "ulimit -n 64 && exec ./imprint results"};
        Said said = run(home, "bash", limited);
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text())
                .isEqualTo(
                        "imprint: this process may have 64 files open and needs at least 128: raise the limit, such as by "
                                + "ulimit -n 1024\n");
        limited[1] = "ulimit -n 128 && exec ./imprint results";
        assertThat(run(home, "bash", limited).exitCode()).isZero();
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        Process one = start(home, "./imprint", "results");
        Process two = start(home, "./imprint", "results");
        for (Said said : List.of(end(one), end(two))) {
            assertThat(said.exitCode()).as(said.text()).isZero();
            assertThat(said.text()).contains("<" + jar + ">");
        }
        assertThat(builds).content().isEqualTo("built\n");
        assertThat(jar.resolveSibling("build.lock")).doesNotExist();
    }

    @Test
    void theLockOfADeadProcessStopsNobody() throws Exception {
        Files.createDirectories(jar.getParent());
        Files.createSymbolicLink(jar.resolveSibling("build.lock"), Path.of("99999999"));
        assertThat(run(home, "./imprint", "results").exitCode()).isZero();
        assertThat(builds).content().isEqualTo("built\n");
    }

    @Test
    void aFailedBuildIsToldAndLeavesNoLock() throws Exception {
        script("mvn", "echo 'no such symbol'; exit 1");
        Said said = run(home, "./imprint", "results");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).contains("no such symbol").contains("the build failed");
        assertThat(Files.exists(jar.resolveSibling("build.lock"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void aBuiltCheckoutIsOnlyRead() throws Exception {
        built();
        List<Path> before = files();
        assertThat(home.resolve("app/target").toFile().setWritable(false)).isTrue();
        assertThat(run(home, "./imprint", "results").exitCode()).isZero();
        assertThat(files()).isEqualTo(before);
        assertThat(builds).doesNotExist();
    }

    @Test
    void aCheckoutThatCannotBeBuiltSaysSo() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("app")).resolve("target"), "in the way");
        Said said = run(home, "./imprint", "results");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).contains(home + " may not be written to, and was never built");
    }

    @Test
    void anOlderBuildInAReadOnlyCheckoutIsUsedWithAWord() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
        built();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        assertThat(jar.getParent().toFile().setWritable(false)).isTrue();
        Said said = run(home, "./imprint", "results");
        assertThat(said.text())
                .contains("this is an older build than its sources")
                .contains("<" + jar + ">");
    }

    @Test
    void nativeLibrariesThatLieUnpackedAreLoadedFromThere() throws Exception {
        built();
        assertThat(run(home, "./imprint", "results").text()).doesNotContain("natives");
        Path natives = Files.createDirectories(jar.resolveSibling("natives"));
        assertThat(run(home, "./imprint", "results").text())
                .contains("<-Djava.library.path=" + natives + ">", "<-Donnxruntime.native.path=" + natives + ">");
    }

    @Test
    void oneImageIsNotWorthCompilingTwiceButManyAreAndALargeBackboneIs() throws Exception {
        built();
        Files.createDirectories(home.resolve("photos"));
        sized(home.resolve("small.onnx"), 15_000_000);
        sized(home.resolve("large.onnx"), 30_000_000);
        String quick = "<-XX:TieredStopAtLevel=1>";
        assertThat(run(home, "./imprint", "predict", "b.imprint", "a.jpg").text())
                .contains(quick);
        assertThat(run(home, "./imprint", "predict", "b.imprint", "a.jpg", "--backbone", "small.onnx")
                        .text())
                .contains(quick);
        assertThat(run(home, "./imprint", "predict", "b.imprint", "a.jpg", "--backbone", "large.onnx")
                        .text())
                .doesNotContain(quick);
        assertThat(run(home, "./imprint", "predict", "b.imprint", "a.jpg", "--backbone=large.onnx")
                        .text())
                .doesNotContain(quick);
        assertThat(run(home, "./imprint", "predict", "b.imprint", "photos").text())
                .doesNotContain(quick);
        assertThat(run(home, "./imprint", "predict", "b.imprint", "-").text()).doesNotContain(quick);
        String[] many = Stream.generate(() -> "a.jpg").limit(60).toArray(String[]::new);
        many[0] = "predict";
        assertThat(run(home, "./imprint", many).text()).doesNotContain(quick);
        sized(folder.resolve("backbones/r/r.onnx"), 30_000_000);
        assertThat(run(home, "./imprint", "predict", "b.imprint", "a.jpg").text())
                .doesNotContain(quick);
    }

    private static void sized(Path file, long bytes) throws IOException {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
    }

    @Test
    void classesAreKeptByWhatTakesLongAndUsedByAll() throws Exception {
        built();
        Path kept = jar.resolveSibling("classes.jsa");
        script("java", REHEARSING);
        assertThat(run(home, "./imprint", "results").text()).doesNotContain("SharedArchiveFile");
        assertThat(kept).doesNotExist();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
        Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.fromMillis(0));
        Files.setLastModifiedTime(home.resolve("core/pom.xml"), FileTime.fromMillis(0));
        assertThat(run(home, "./imprint", "embed").text())
                .startsWith("<-Xlog:disable><-XX:SharedArchiveFile=" + kept + ">");
        assertThat(kept).content().isEqualTo("kept\n");
        assertThat(run(home, "./imprint", "results").text()).contains("<-XX:SharedArchiveFile=" + kept + ">");
        assertThat(builds).doesNotExist();
        try (Stream<Path> all = Files.list(jar.getParent())) {
            assertThat(all).as("nothing half-written is left").containsExactlyInAnyOrder(jar, kept);
        }
    }

    @Test
    void classesThatCannotBeKeptStopNobody() throws Exception {
        built();
        script("java", "case \"$*\" in *Rehearsal*) echo half >\"${0%/*}/half\"; exit 1 ;; esac; printf '<%s>' \"$@\"");
        Said said = run(home, "./imprint", "embed");
        assertThat(said.exitCode()).isZero();
        assertThat(said.text()).endsWith("<embed>").doesNotContain("SharedArchiveFile");
    }

    @Test
    void anInstallationIsStartedFromItsFolderBinWithTheJavaThatCameWithIt() throws Exception {
        Path installed = Files.createDirectories(folder.resolve("imprint 1.0"));
        Path bin = Files.createDirectories(installed.resolve("bin"));
        Files.copy(home.resolve("imprint"), bin.resolve("imprint"));
        executable(bin.resolve("imprint"));
        Path app = Files.createDirectories(installed.resolve("app"));
        Files.writeString(app.resolve("imprint-app.jar"), "");
        Files.createSymbolicLink(folder.resolve("link"), bin.resolve("imprint"));
        assertThat(run(folder, "./link", "results").text()).contains("<-jar><" + app.resolve("imprint-app.jar") + ">");
        Path java = Files.createDirectories(installed.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho came with it\n");
        executable(java);
        assertThat(run(folder, "./link", "results").text()).isEqualTo("came with it\n");
        assertThat(builds).doesNotExist();
    }

    @Test
    void theContainerIsAsQuiet() throws IOException {
        assertThat(Path.of("../Dockerfile")).content().contains(TELEMETRY);
        assertThat(Path.of("../docker/imprint")).content().contains(TELEMETRY, "export ORT_DISABLE_TELEMETRY");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.sorted().toList();
        }
    }
}
