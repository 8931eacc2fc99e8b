package org.imprint.lab.run.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.agg.AggregationKind;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.Normalization;
import org.imprint.core.recipe.KnownMethods;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.sweep.Method;

/**
 * The code of own methods, as SHA-256 of their class files: those of the method's package and of the packages below it, in the jar or
 * folder that it came from. Our own methods have {@link org.imprint.lab.result.Settings#REVISION} instead.
 *
 * <p>Class files, not the jar, because a jar holds times: a rebuild of the same source with the same compiler is the same code.
 */
public final class MethodCode {

    private final SortedMap<String, String> byMethod = new TreeMap<>();

    private MethodCode() {}

    /** Returns the digests of the own methods that a plan runs, by what and name, such as {@code generator first}. */
    public static SortedMap<String, String> of(Plan plan) {
        MethodCode code = new MethodCode();
        plan.batches().forEach(b -> b.runs().forEach(r -> code.add(r.form())));
        return code.byMethod;
    }

    private void add(Method method) {
        ProxyGenerator generator = method.generator();
        if (!GeneratorKind.ours().contains(generator.kind())) {
            add("generator " + generator.wireName(), generator.getClass());
        }
        Aggregation aggregation = method.aggregation();
        if (!AggregationKind.ours().contains(aggregation.kind())) {
            add("aggregation " + aggregation.wireName(), aggregation.getClass());
        }
        for (Normalization norm : List.of(method.pre(), method.post(), method.inf())) {
            if (!KnownMethods.isOurs(norm)) {
                add("normalisation " + norm.wireName(), norm.getClass());
            }
        }
    }

    private void add(String what, Class<?> type) {
        if (!byMethod.containsKey(what)) {
            byMethod.put(what, digest(type));
        }
    }

    /** Returns the digest of the code of a class. */
    static String digest(Class<?> type) {
        String path = type.getPackageName().replace('.', '/');
        Path source = source(type);
        try {
            if (Files.isDirectory(source)) {
                return ofClasses(source, path);
            }
            try (FileSystem jar = FileSystems.newFileSystem(source, (ClassLoader) null)) {
                return ofClasses(jar.getPath("/"), path);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the class files of " + type.getName() + " in " + source
                            + " must be readable, to tell results of this code from those of others: " + e.getMessage(),
                    e);
        }
    }

    private static Path source(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (Exception e) {
            throw new IllegalStateException(
                    type.getName() + " must come from a jar or a folder of class files, whose digest tells its results"
                            + " from those of other code",
                    e);
        }
    }

    private static String ofClasses(Path root, String folder) throws IOException {
        Path in = root.resolve(folder);
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(in)) {
            all.filter(f -> f.toString().endsWith(".class"))
                    .forEach(f -> files.put(in.relativize(f).toString().replace('\\', '/'), f));
        }
        MessageDigest sha256 = EmbeddingDigest.sha256();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            MessageDigest one = EmbeddingDigest.sha256();
            try (InputStream bytes = Files.newInputStream(file.getValue())) {
                one.update(bytes.readAllBytes());
            }
            sha256.update(file.getKey().getBytes(StandardCharsets.UTF_8));
            sha256.update(one.digest());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
