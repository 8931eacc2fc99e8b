package org.imprint.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.imprint.classifier.cache.CachedEmbedder;
import org.imprint.classifier.cache.EmbeddedImages;
import org.imprint.classifier.cache.EmbeddingCache;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.classifier.doctor.DigestCheck;
import org.imprint.classifier.doctor.DigestedImage;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.classifier.doctor.embedding.EmbeddedSet;
import org.imprint.classifier.doctor.embedding.EmbeddingChecks;
import org.imprint.classifier.doctor.picture.PictureCheck;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.install.BackboneChoice;
import org.imprint.vision.source.SampleSources;
import org.imprint.vision.store.Precision;

/**
 * Puts faults among real images and counts how many are found, and what else is flagged: 30 images moved to another class, 10 copied byte
 * for byte, 10 written as JPEG of quality 85, 10 blank ones; one JSON line a seed.
 *
 * <pre>
 *   java -Xmx2g -cp 'bench/target/classes:bench/target/lib/*' org.imprint.bench.DoctorProof DIR BACKBONE [PER_CLASS [SEEDS]]
 * </pre>
 *
 * <p>DIR has one sub-folder for each class. Embeddings are kept in a temporary folder while it runs.
 */
public final class DoctorProof {

    private static final int WRONG = 30;
    private static final int COPIES = 10;
    private static final int BLANK = 10;

    private final Path folder;
    private final SplittableRandom rng;
    private final Map<String, Set<String>> seeded = new HashMap<>();

    private DoctorProof(Path folder, long seed) {
        this.folder = folder;
        this.rng = new SplittableRandom(seed);
    }

    /** Runs it. Arguments: DIR BACKBONE [PER_CLASS [SEEDS]]. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int perClass = args.length > 2 ? Integer.parseInt(args[2]) : 100;
        int seeds = args.length > 3 ? Integer.parseInt(args[3]) : 5;
        Path work = Files.createTempDirectory("doctor-proof");
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Backbone backbone = BackboneChoice.open(Optional.of(args[1]))) {
            EmbeddingCache cache = EmbeddingCache.in(work.resolve("cache"), 1L << 30, notice -> {});
            CachedEmbedder embedder = new CachedEmbedder(backbone, cache, Precision.FLOAT32, threads);
            for (int seed = 1; seed <= seeds; seed++) {
                DoctorProof proof = new DoctorProof(work.resolve("seed" + seed), seed);
                proof.put(Path.of(args[0]), perClass);
                proof.look(embedder, Parallel.on(pool, threads), args[0], seed);
            }
        } finally {
            pool.shutdown();
            try (Stream<Path> all = Files.walk(work)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Names are unique over all classes, so that a moved image lies on no other. */
    private void put(Path source, int perClass) throws IOException {
        List<Path> classes;
        try (Stream<Path> found = Files.list(source)) {
            classes = found.filter(Files::isDirectory).sorted().toList();
        }
        List<Path> images = new ArrayList<>();
        for (Path c : classes) {
            Files.createDirectories(folder.resolve(c.getFileName()));
            try (Stream<Path> found = Files.list(c)) {
                images.addAll(drawn(found.sorted().toList(), perClass));
            }
        }
        List<Path> order = drawn(images, images.size());
        for (int i = 0; i < order.size(); i++) {
            Path image = order.get(i);
            String own = image.getParent().getFileName().toString();
            byte[] bytes = Files.readAllBytes(image);
            String name = own + "-" + image.getFileName();
            if (i < WRONG) {
                List<Path> others = classes.stream()
                        .filter(c -> !c.getFileName().toString().equals(own))
                        .toList();
                Path to = others.get(rng.nextInt(others.size()));
                write("wrong", to.getFileName() + "/" + name, bytes);
                continue;
            }
            Files.write(folder.resolve(own).resolve(name), bytes);
            if (i < WRONG + COPIES) {
                write("exact", own + "/copy-" + name, bytes);
            } else if (i < WRONG + 2 * COPIES) {
                write("near", own + "/jpeg-" + name + ".jpg", jpeg(image));
            }
        }
        for (int b = 0; b < BLANK; b++) {
            Path c = classes.get(rng.nextInt(classes.size()));
            write("blank", c.getFileName() + "/blank-" + b + ".png", blank(b));
        }
    }

    private List<Path> drawn(List<Path> from, int most) {
        List<Path> left = new ArrayList<>(from);
        List<Path> drawn = new ArrayList<>();
        while (!left.isEmpty() && drawn.size() < most) {
            drawn.add(left.remove(rng.nextInt(left.size())));
        }
        return drawn;
    }

    private void write(String fault, String name, byte[] bytes) throws IOException {
        seeded.computeIfAbsent(fault, f -> new HashSet<>()).add(name);
        Files.write(folder.resolve(name), bytes);
    }

    private static byte[] jpeg(Path image) throws IOException {
        BufferedImage read = ImageIO.read(image.toFile());
        BufferedImage rgb = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        rgb.createGraphics().drawImage(read, 0, 0, null);
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionQuality(0.85f);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(rgb, null, null), options);
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    /** Each of another grey, so that no two are equal. */
    private static byte[] blank(int b) throws IOException {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 28 * 28; i++) {
            image.setRGB(i % 28, i / 28, 0x010101 * (b * 28));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private void look(CachedEmbedder embedder, Parallel parallel, String name, int seed)
            throws IOException, InterruptedException {
        try (SampleSource source = SampleSources.open(folder, Split.TRAIN)) {
            EmbeddedImages embedded = embedder.embed(source, Progress.NONE);
            List<DigestedImage> images = IntStream.range(0, embedded.samples().size())
                    .mapToObj(k -> {
                        int i = embedded.samples().get(k);
                        String c = source.classNames().get(source.label(i));
                        return new DigestedImage(
                                new Subject(source.id(i), c, i, Subject.Side.TRAIN),
                                embedded.digests().get(k));
                    })
                    .toList();
            long start = System.nanoTime();
            List<DoctorCheck> checks = new ArrayList<>();
            checks.add(DigestCheck.of(images));
            checks.add(new PictureCheck(
                    source,
                    Subject.Side.TRAIN,
                    Optional.of(embedder.backbone().descriptor().preprocessing()),
                    parallel,
                    Progress.NONE));
            checks.addAll(EmbeddingChecks.of(EmbeddedSet.of(images, embedded.rows()), Optional.empty(), parallel));
            Diagnosis found = Diagnosis.of(checks, EnumSet.allOf(FindingKind.class), source.size());
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"case\": \"doctor.proof\", \"data\": \"%s\", \"seed\": %d, \"images\": %d, \"ms\": %d, %s, %s, %s, %s, %s}",
                    name,
                    seed,
                    source.size(),
                    (System.nanoTime() - start) / 1_000_000,
                    counts(found, "wrong", FindingKind.WRONG_LABEL),
                    counts(found, "exact", FindingKind.EXACT_DUPLICATE),
                    counts(found, "near", FindingKind.NEAR_DUPLICATE),
                    counts(found, "blank", FindingKind.BLANK),
                    counts(found, "blank", FindingKind.OUTLIER)));
        }
    }

    /** Findings are counted, not images: a group of duplicates with one that was put there is one that is right. */
    private String counts(Diagnosis found, String fault, FindingKind kind) {
        Set<String> put = seeded.get(fault);
        Set<String> hit = new HashSet<>();
        int others = 0;
        for (Finding finding : found.of(kind)) {
            List<String> names = finding.subjects().stream().map(Subject::id).toList();
            if (finding.flagged() && names.stream().noneMatch(put::contains)) {
                others++;
            } else if (finding.flagged()) {
                names.stream().filter(put::contains).forEach(hit::add);
            }
        }
        return String.format(
                Locale.ROOT,
                "\"%s\": {\"put\": %d, \"found\": %d, \"others_flagged\": %d}",
                kind.wireName(),
                put.size(),
                hit.size(),
                others);
    }
}
