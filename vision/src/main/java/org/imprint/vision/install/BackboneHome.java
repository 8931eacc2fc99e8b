package org.imprint.vision.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * The folder in which backbones are installed.
 *
 * <pre>
 *   backbones/NAME/NAME.onnx          the graph
 *   backbones/NAME/NAME.json          its descriptor, with the digest of the graph
 *   backbones/NAME/provenance.json    where the weights are from
 *   downloads/FILE.part               a download that was interrupted
 * </pre>
 *
 * <p>Entries of {@code backbones} that begin with a dot are installations under way.
 */
public final class BackboneHome {

    /** Environment variable with the folder. */
    public static final String VARIABLE = "IMPRINT_HOME";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Path root;

    private BackboneHome(Path root) {
        this.root = root;
    }

    /** Returns the home in a folder, which need not exist. */
    public static BackboneHome at(Path root) {
        return new BackboneHome(root.toAbsolutePath().normalize());
    }

    /**
     * Returns the user's home: {@value #VARIABLE} if set, else {@code imprint} in the platform's folder for caches, which is
     * {@code $XDG_CACHE_HOME} or {@code ~/.cache} on Linux, {@code ~/Library/Caches} on macOS, {@code %LOCALAPPDATA%} on Windows.
     *
     * @param environment such as {@code System.getenv()}
     * @param system the operating system as Java names it, {@code os.name}
     * @param user the user's own folder
     */
    public static BackboneHome standard(Map<String, String> environment, String system, Path user) {
        Optional<Path> chosen = folder(environment, VARIABLE);
        return at(chosen.orElseGet(
                () -> cache(environment, system.toLowerCase(Locale.ROOT), user).resolve("imprint")));
    }

    private static Path cache(Map<String, String> environment, String system, Path user) {
        if (system.startsWith("mac")) {
            return user.resolve("Library").resolve("Caches");
        }
        if (system.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElseGet(() -> user.resolve("AppData").resolve("Local"));
        }
        // The XDG specification tells to ignore relative paths.
        return folder(environment, "XDG_CACHE_HOME").filter(Path::isAbsolute).orElseGet(() -> user.resolve(".cache"));
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    /** Returns whether a backbone may have this name: 1 to 64 letters, digits, dots, dashes, underscores, no dot first. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Returns {@code name} if a backbone may be called so.
     *
     * @throws ImprintException if not
     */
    static String requireName(String name) {
        Checks.require(
                isName(name),
                "name of a backbone must be 1 to 64 letters, digits, dots, dashes and underscores, no dot first",
                name);
        return name;
    }

    /** Returns the folder that holds everything. */
    public Path root() {
        return root;
    }

    /** Returns the folder that holds one folder per backbone. */
    public Path backbones() {
        return root.resolve("backbones");
    }

    /** Returns the folder in which downloads arrive. */
    public Path downloads() {
        return root.resolve("downloads");
    }

    /** Returns the backbone of this name, if it is installed. */
    public Optional<InstalledBackbone> find(String name) {
        if (!isName(name)) {
            return Optional.empty();
        }
        InstalledBackbone backbone =
                new InstalledBackbone(name, backbones().resolve(name).resolve(name + ".onnx"));
        return Files.isRegularFile(backbone.onnx()) ? Optional.of(backbone) : Optional.empty();
    }

    /** Returns all installed backbones, by name. */
    public List<InstalledBackbone> installed() {
        if (!Files.isDirectory(backbones())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(backbones())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .flatMap(name -> find(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
