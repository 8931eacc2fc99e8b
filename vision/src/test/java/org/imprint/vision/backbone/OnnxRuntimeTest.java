package org.imprint.vision.backbone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.vision.store.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime tells nobody that it is used. */
class OnnxRuntimeTest {

    /** Where one of these is set, the runtime takes itself for a part of a build and is silent of its own accord. */
    private static final Set<String> BUILD_SERVERS = Set.of(
            "CI",
            "TF_BUILD",
            "GITHUB_ACTIONS",
            "GITLAB_CI",
            "CIRCLECI",
            "TRAVIS",
            "JENKINS_URL",
            "CODEBUILD_BUILD_ID",
            "BUILDKITE",
            "TEAMCITY_VERSION",
            "APPVEYOR",
            "BITBUCKET_BUILD_NUMBER");

    @TempDir
    private Path home;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramThatUsesTheLibraryLeavesNoTelemetry() throws Exception {
        assertThat(run("library")).contains("rows 1").contains("sockets []").contains("exit 0");
        assertThat(files()).as("files left behind").isEmpty();
        assertThat(home.resolve("tmp")).as("folders left behind").isEmptyDirectory();
    }

    /** Without this the test above could not fail: files are left where it looks, if nobody turns telemetry off. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theRuntimeAloneLeavesTelemetry() throws Exception {
        run("bare"); // it may crash when it ends: telemetry has been seen to
        assertThat(files()).anyMatch(file -> file.contains("mat-debug") || file.endsWith("deviceid"));
    }

    @Test
    void nothingGoesPastTheDoor() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.imprint");
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OnnxRuntime.class.getName())
                .should(loadTheRuntime())
                .check(ours);
    }

    /** What loads the native library: static methods of the environment, and objects made without one. */
    private static ArchCondition<JavaClass> loadTheRuntime() {
        return new ArchCondition<>("load ONNX Runtime") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getAccessesFromSelf().stream()
                        .filter(OnnxRuntimeTest::loads)
                        .forEach(a -> events.add(SimpleConditionEvent.satisfied(item, a.getDescription())));
            }
        };
    }

    private static boolean loads(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return owner.isEquivalentTo(OrtEnvironment.class) && name.startsWith("get") && !name.equals("getVersion")
                || owner.getPackageName().startsWith("ai.onnxruntime")
                        && name.equals("<init>")
                        && !owner.isAssignableTo(Exception.class)
                || owner.isEquivalentTo(OrtSession.SessionOptions.class) && name.equals("<clinit>");
    }

    /** Runs in a process with an empty home, cache and temporary folder, and with no word about telemetry. */
    private String run(String how) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(home.resolve("tmp"));
        Files.createDirectory(home.resolve("cache"));
        ProcessBuilder builder = new ProcessBuilder(ChildJvm.command(
                        List.of("-Xmx256m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary, "-Duser.home=" + home),
                        QuietProcess.class,
                        how))
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.remove(OnnxRuntime.VARIABLE);
        environment.keySet().removeAll(BUILD_SERVERS);
        environment.putAll(Map.of(
                "HOME", home.toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString(),
                "TMPDIR", temporary.toString()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .map(home::relativize)
                    .map(Path::toString)
                    .toList();
        }
    }
}
