package org.imprint.lab.run.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.imprint.core.Semantics;
import org.imprint.lab.result.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code is the same if and only if its class files are. */
class MethodCodeTest {

    @TempDir
    private Path folder;

    private Path compiled(String name, String helper) throws IOException {
        Path source = Files.createDirectories(folder.resolve(name + "-src/mine/deep"));
        Path own = Files.writeString(
                source.resolveSibling("Own.java"),
                "package mine; public class Own { int f() { return mine.deep.Help.g(); } }");
        Path help = Files.writeString(
                source.resolve("Help.java"),
                "package mine.deep; public class Help { public static int g() { " + helper + " } }");
        Path classes = Files.createDirectories(folder.resolve(name));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), own.toString(), help.toString()))
                .isZero();
        return classes;
    }

    private static String digest(Path source) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {source.toUri().toURL()}, null)) {
            return MethodCode.digest(loader.loadClass("mine.Own"));
        }
    }

    private Path jar(Path classes, long time) throws IOException {
        Path jar = folder.resolve("mine-" + time + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : new String[] {"mine/Own.class", "mine/deep/Help.class"}) {
                zip.putNextEntry(new ZipEntry(name).setLastModifiedTime(FileTime.fromMillis(time)));
                zip.write(Files.readAllBytes(classes.resolve(name)));
            }
        }
        return jar;
    }

    @Test
    void aRebuildIsTheSameCodeAndAChangedHelperIsNot() throws Exception {
        Path one = compiled("one", "return 1;");
        String code = digest(one);
        assertThat(code).matches("[0-9a-f]{64}");
        assertThat(digest(compiled("again", "return 1;"))).isEqualTo(code);
        assertThat(digest(jar(one, 1_000_000_000_000L))).isEqualTo(code);
        assertThat(digest(jar(one, 1_700_000_000_000L))).isEqualTo(code);
        assertThat(digest(compiled("two", "return 2;"))).isNotEqualTo(code);
    }

    @Test
    void otherCodeIsRefusedAndNamed() {
        Settings before = settings("a", "generator first");
        assertThat(before.conflicts(settings("a", "generator first"))).isEmpty();
        assertThat(before.conflicts(settings("b", "generator second"))).isEmpty();
        assertThat(before.conflicts(settings("b", "generator first")))
                .containsExactly(
                        "the code of generator first is other (sha256 bbbbbbbbbbbb…) than that of the store's results"
                                + " (sha256 aaaaaaaaaaaa…)");
        assertThat(before.and(settings("b", "generator second")).code())
                .containsOnlyKeys("generator first", "generator second");
    }

    private static Settings settings(String digit, String method) {
        TreeMap<String, String> code = new TreeMap<>();
        code.put(method, digit.repeat(64));
        return new Settings(Semantics.CORRECTED, Settings.REVISION, new TreeMap<>(), new TreeMap<>(), code);
    }
}
