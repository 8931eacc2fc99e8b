package org.imprint.cluster.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.vision.file.AtomicFile;

/**
 * A folder of YAML files: claims, configuration and running jobs at the top, the other jobs in folders of their own, so that
 * {@code kubectl apply -f FOLDER} starts the sweep, {@code kubectl apply -f FOLDER/embed} what must go before it.
 */
public final class ManifestFolder {

    private static final String HEAD = "# Written by imprint k8s generate.\n";
    private static final String KUSTOMIZATION = "kustomization.yaml";
    private static final List<String> FOLDERS = List.of("", "embed/", "collect/");

    private ManifestFolder() {}

    /**
     * Writes all objects of a sweep; files of an earlier sweep there go.
     *
     * @param kustomize whether to write {@code kustomization.yaml} files too
     * @return the files, in the order written
     * @throws ImprintException if the folder holds files that this did not write
     */
    public static List<Path> write(Path folder, ManifestSet set, boolean kustomize) {
        Map<String, String> texts = texts(set);
        if (kustomize) {
            FOLDERS.forEach(f -> texts.put(f + KUSTOMIZATION, kustomization(f, texts)));
        }
        return write(folder, texts);
    }

    /**
     * Writes the objects of a server; files of an earlier one or of a sweep there go.
     *
     * @param kustomize whether to write a {@code kustomization.yaml} too
     * @return the files
     * @throws ImprintException if the folder holds files that this did not write
     */
    public static List<Path> writeServing(Path folder, List<HasMetadata> objects, boolean kustomize) {
        Map<String, String> texts = new LinkedHashMap<>(Map.of("serving.yaml", Yaml.text(objects)));
        if (kustomize) {
            texts.put(KUSTOMIZATION, kustomization("", texts));
        }
        return write(folder, texts);
    }

    private static List<Path> write(Path folder, Map<String, String> texts) {
        Checks.require(
                Files.isDirectory(folder) || !Files.exists(folder), folder + ": must be a folder or new", "a file");
        try {
            Set<Path> old = ours(folder);
            List<Path> written = new ArrayList<>();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path file = folder.resolve(text.getKey());
                replace(file, HEAD + text.getValue());
                written.add(file);
                old.remove(file);
            }
            for (Path file : old) {
                Files.delete(file);
            }
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be written", e);
        }
    }

    private static Map<String, String> texts(ManifestSet set) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!set.claims().isEmpty()) {
            texts.put("claims.yaml", Yaml.text(set.claims()));
        }
        texts.put("configuration.yaml", Yaml.text(set.configurations()));
        texts.put("jobs.yaml", Yaml.text(set.runs()));
        texts.put("embed/jobs.yaml", Yaml.text(set.embeds()));
        texts.put("collect/jobs.yaml", Yaml.text(set.collects()));
        return texts;
    }

    private static String kustomization(String folder, Map<String, String> texts) {
        StringBuilder text =
                new StringBuilder("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n");
        texts.keySet().stream()
                .filter(f -> f.startsWith(folder) && f.indexOf('/', folder.length()) < 0 && !f.endsWith(KUSTOMIZATION))
                .forEach(f ->
                        text.append("  - ").append(f.substring(folder.length())).append('\n'));
        return text.toString();
    }

    private static Set<Path> ours(Path folder) throws IOException {
        Set<Path> ours = new LinkedHashSet<>();
        for (String sub : FOLDERS) {
            Path dir = folder.resolve(sub);
            if (!Files.exists(dir)) {
                continue;
            }
            try (Stream<Path> files = Files.list(dir)) {
                for (Path file : files.filter(f -> !isSubFolder(folder, f)).toList()) {
                    Checks.require(
                            Files.isRegularFile(file) && Files.readString(file).startsWith(HEAD),
                            folder + ": must be empty or hold what imprint k8s generate wrote; it also holds",
                            file.getFileName());
                    ours.add(file);
                }
            }
        }
        return ours;
    }

    private static boolean isSubFolder(Path folder, Path file) {
        return FOLDERS.stream()
                .filter(f -> !f.isEmpty())
                .anyMatch(f -> file.equals(folder.resolve(f)) && Files.isDirectory(file));
    }

    private static void replace(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads all objects of a sweep, as they were written or as somebody changed them since.
     *
     * @throws ImprintException naming a file that cannot be used, or objects of more than one sweep
     */
    public static ManifestSet read(Path folder) {
        Checks.require(
                Files.isDirectory(folder), folder + ": must be a folder that imprint k8s generate wrote", "none");
        List<HasMetadata> all = new ArrayList<>();
        for (String sub : FOLDERS) {
            all.addAll(objects(folder.resolve(sub)));
        }
        Set<String> sweeps = new LinkedHashSet<>();
        all.stream()
                .filter(o -> o.getMetadata().getLabels() != null)
                .map(o -> o.getMetadata().getLabels().get(Marks.SWEEP))
                .filter(s -> s != null)
                .forEach(sweeps::add);
        Checks.require(sweeps.size() == 1, folder + ": must hold one sweep, known by the label " + Marks.SWEEP, sweeps);
        return new ManifestSet(
                sweeps.iterator().next(),
                of(all, PersistentVolumeClaim.class),
                of(all, ConfigMap.class),
                jobs(all, Marks.Part.RUN),
                jobs(all, Marks.Part.EMBED),
                jobs(all, Marks.Part.COLLECT));
    }

    private static List<HasMetadata> objects(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<HasMetadata> all = new ArrayList<>();
            for (Path file : files.filter(ManifestFolder::isManifest).sorted().toList()) {
                all.addAll(Yaml.objects(file, Files.readString(file)));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be read", e);
        }
    }

    private static boolean isManifest(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") && !name.equals(KUSTOMIZATION) && Files.isRegularFile(file);
    }

    private static <T> List<T> of(List<HasMetadata> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static List<Job> jobs(List<HasMetadata> all, Marks.Part part) {
        return of(all, Job.class).stream()
                .filter(j -> part.label().equals(j.getMetadata().getLabels().get(Marks.PART)))
                .toList();
    }
}
