import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays out the program for one platform: native libraries unpacked, jars without those of other platforms. Equal input gives equal
 * bytes and times.
 *
 * <pre>
 *   java Layout.java natives LIB OUT PLATFORM              the native libraries of the jars in LIB, if any jar is newer
 *   java Layout.java program TARGET OUT PLATFORM TIME      imprint-app.jar, lib and natives of TARGET
 *   java Layout.java program TARGET OUT all TIME MORE      the same for all platforms, with their jars in MORE; nothing is unpacked
 *   java Layout.java runtime JDK LIB OUT TIME              a Java runtime of what the program needs, made by the JDK's jlink
 * </pre>
 *
 * PLATFORM is JavaCPP's name, such as linux-x86_64.
 */
class Layout {

    /** What each library calls the platform: ONNX Runtime, netlib, JNA, lz4, DuckDB. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "linux-x86_64", List.of("linux-x64", "Linux-amd64", "linux-x86-64", "linux/amd64", "linux_amd64"),
            "linux-arm64", List.of("linux-aarch64", "Linux-aarch64", "linux-aarch64", "linux/aarch64", "linux_arm64"),
            "macosx-x86_64", List.of("osx-x64", "macos-x86_64", "darwin-x86-64", "darwin/x86_64", "macos_amd64"),
            "macosx-arm64", List.of("osx-aarch64", "macos-aarch64", "darwin-aarch64", "darwin/aarch64", "macos_arm64"),
            "windows-x86_64", List.of("win-x64", "windows-amd64", "win32-x86-64", "windows/amd64", "windows_amd64"));

    /** Where the same libraries keep what is of one platform; the group is its name. */
    private static final List<Pattern> PLACES = List.of(
            Pattern.compile("ai/onnxruntime/native/([^/]+)/.*"),
            Pattern.compile("resources/native/([^/]+)/.*"),
            Pattern.compile("com/sun/jna/([a-z0-9]+-[a-z0-9-]+)/.*"),
            Pattern.compile("net/jpountz/util/([a-z0-9]+/[a-z0-9_]+)/.*"),
            Pattern.compile("libduckdb_java\\.so_(.+)"));

    /** Symbols for debuggers, a third of their jar. */
    private static final Pattern SYMBOLS = Pattern.compile(".*\\.dSYM/.*");

    private static final Pattern NATIVE = Pattern.compile("(?:.*/)?([^/]+\\.so(?:\\.\\d+)?)");

    /** OpenBLAS lies in its jar three times; the build without LAPACK's C interface is the one that is loaded. */
    private static final Pattern NEVER_LOADED = Pattern.compile("libjniopenblas(_full)?\\.so|libjnihdf5_java\\.so|libhdf5_java\\.so");

    /** Modules that classes of the program name, and below those that are found at run time: TLS, zip, memory. */
    private static final String MODULES = "java.base,java.desktop,java.management,java.naming,java.net.http,java.sql,jdk.unsupported,"
            + "jdk.crypto.ec,jdk.management,jdk.zipfs";

    private static final String FONT = "org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final String platform;

    private Layout(String platform) {
        if (!platform.equals("all") && !NAMES.containsKey(platform)) {
            throw new IllegalArgumentException("platform must be all or one of " + NAMES.keySet() + ", was " + platform);
        }
        this.platform = platform;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "natives" -> new Layout(args[3]).natives(Path.of(args[1]), Path.of(args[2]));
            case "program" -> {
                new Layout(args[3]).program(Path.of(args[1]), Path.of(args[2]));
                if (args[3].equals("all")) {
                    add(Path.of(args[5]), Path.of(args[2]));
                }
                setTimes(Path.of(args[2]), args[4]);
            }
            case "runtime" -> {
                runtime(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
                setTimes(Path.of(args[3]), args[4]);
            }
            default -> throw new IllegalArgumentException("must be natives, program or runtime, was " + args[0]);
        }
    }

    /** They are loaded from where they lie on Linux alone: elsewhere nobody has tried. */
    private boolean unpacks() {
        return platform.startsWith("linux-");
    }

    private void natives(Path lib, Path out) throws IOException {
        List<Path> jars = jars(lib).stream().filter(this::holdsNatives).toList();
        if (!unpacks() || Files.exists(out) && isNewer(out, jars)) {
            return;
        }
        Path stage = out.resolveSibling(out.getFileName() + ".new");
        delete(stage);
        Files.createDirectories(stage);
        for (Path jar : jars) {
            unpack(jar, stage);
        }
        delete(out);
        Files.move(stage, out);
    }

    private static boolean isNewer(Path file, List<Path> jars) throws IOException {
        FileTime made = Files.getLastModifiedTime(file);
        for (Path jar : jars) {
            if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
                return false;
            }
        }
        return true;
    }

    private void program(Path target, Path out) throws IOException {
        delete(out);
        Path lib = Files.createDirectories(out.resolve("lib"));
        Files.copy(target.resolve("imprint-app.jar"), out.resolve("imprint-app.jar"));
        for (Path jar : jars(target.resolve("lib"))) {
            Path to = lib.resolve(jar.getFileName());
            if (isOfAnotherPlatform(jar)) {
                continue; // what stands in where a library has none for this platform
            } else if (dropped(jar).isEmpty()) {
                Files.copy(jar, to);
            } else if (!isOfOnePlatform(jar) || !unpacks()) {
                copyWithout(jar, dropped(jar), to, Map.of());
            }
        }
        if (unpacks()) {
            natives(target.resolve("lib"), out.resolve("natives"));
        }
    }

    /** Puts more jars into the program and onto its class path, which its own jar names. */
    private static void add(Path more, Path out) throws IOException {
        for (Path jar : jars(more)) {
            Files.copy(jar, out.resolve("lib").resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        String path = jars(out.resolve("lib")).stream()
                .map(jar -> "lib/" + jar.getFileName())
                .collect(Collectors.joining(" "));
        Path program = out.resolve("imprint-app.jar");
        Path stage = out.resolve("imprint-app.jar.new");
        try (JarFile jar = new JarFile(program.toFile())) {
            Manifest manifest = jar.getManifest();
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, path);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            manifest.write(text);
            copyWithout(program, List.of(), stage, Map.of(JarFile.MANIFEST_NAME, text.toByteArray()));
        }
        Files.move(stage, program, StandardCopyOption.REPLACE_EXISTING);
    }

    /** JavaCPP has a jar for each platform. */
    private boolean isOfOnePlatform(Path jar) {
        return jar.getFileName().toString().endsWith("-" + platform + ".jar");
    }

    private boolean isOfAnotherPlatform(Path jar) {
        return NAMES.keySet().stream()
                .filter(other -> !platform.equals("all") && !platform.equals(other))
                .anyMatch(other -> jar.getFileName().toString().endsWith("-" + other + ".jar"));
    }

    private boolean holdsNatives(Path jar) {
        return isOfOnePlatform(jar) || jar.getFileName().toString().startsWith("onnxruntime-");
    }

    /** Returns names of entries that the program does without on its platform. */
    private List<String> dropped(Path jar) throws IOException {
        List<String> dropped = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().map(ZipEntry::getName).filter(name -> isDropped(jar, name)).forEach(dropped::add);
        }
        return dropped;
    }

    private boolean isDropped(Path jar, String entry) {
        if (SYMBOLS.matcher(entry).matches()) {
            return true;
        }
        if (platform.equals("all")) {
            return false;
        }
        if (unpacks() && holdsNatives(jar) && NATIVE.matcher(entry).matches()) {
            return true;
        }
        for (int i = 0; i < PLACES.size(); i++) {
            Matcher place = PLACES.get(i).matcher(entry);
            if (place.matches()) {
                return !place.group(1).equals(NAMES.get(platform).get(i));
            }
        }
        return false;
    }

    private void unpack(Path jar, Path out) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                Matcher name = NATIVE.matcher(entry.getName());
                Matcher place = PLACES.get(0).matcher(entry.getName());
                boolean ours = !place.matches() || place.group(1).equals(NAMES.get(platform).get(0));
                if (name.matches() && ours && !NEVER_LOADED.matcher(name.group(1)).matches()) {
                    // The name under which the build that is loaded looks for it.
                    String to = name.group(1).replace("libopenblas.so.", "libopenblas_nolapack.so.");
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, out.resolve(to));
                    }
                }
            }
        }
    }

    private static void copyWithout(Path jar, List<String> dropped, Path to, Map<String, byte[]> changed)
            throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(to));
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (dropped.contains(entry.getName())) {
                    continue;
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                out.putNextEntry(copy);
                if (changed.containsKey(entry.getName())) {
                    out.write(changed.get(entry.getName()));
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    in.transferTo(out);
                }
            }
        }
    }

    private static void runtime(Path jdk, Path lib, Path out) throws IOException, InterruptedException {
        delete(out);
        List<String> command = new ArrayList<>(List.of(
                jdk.resolve("bin/jlink").toString(), "--output", out.toString(), "--add-modules", MODULES));
        command.addAll(List.of("--no-header-files", "--no-man-pages", "--strip-java-debug-attributes"));
        if (Files.readString(jdk.resolve("release")).matches("(?s).*JAVA_VERSION=\"(1[89]|[2-9]\\d).*")) {
            command.add("--generate-cds-archive");
        }
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("jlink ended with " + code);
        }
        // Java draws text with fonts of the system alone, and a bare system has neither fonts nor what lists them.
        Path fonts = Files.createDirectories(out.resolve("lib/fonts"));
        Path holder = jars(lib).stream()
                .filter(jar -> jar.getFileName().toString().matches("pdfbox-\\d.*"))
                .findFirst()
                .orElseThrow();
        try (ZipFile zip = new ZipFile(holder.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(FONT))) {
            Files.copy(in, fonts.resolve("LiberationSans-Regular.ttf"));
        }
        Files.writeString(out.resolve("lib/fontconfig.properties"), "version=1\nsequence.allfonts=default\n");
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void setTimes(Path folder, String time) throws IOException {
        FileTime fixed = FileTime.from(Instant.parse(time));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, fixed);
            }
        }
    }
}
