package org.imprint.bench.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.imprint.bench.BareLoop;
import org.imprint.bench.MadeImages;
import org.imprint.classifier.EmbeddingClassifier;
import org.imprint.classifier.FitOptions;
import org.imprint.classifier.ImageClassifier;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.file.Folders;

/**
 * How many questions {@code imprint serve} answers, as a process of its own with the client beside it on the same cores; one JSON line
 * per case.
 *
 * <pre>
 *   java -cp … org.imprint.bench.serve.ServeFigures [--imprint COMMAND] [--backbone FILE.onnx] [--seconds 10] [--connections 32]
 *        [--rounds 3] [--port 8159] [--client wrk|own] [--cases rate,paced,images,memory,start]
 * </pre>
 *
 * <p>{@code rate}: 100 classes of 20 proxies, d = 1,280, one embedding a request, by binary tensors and by JSON, over connections that
 * stay. {@code paced}: times at 70 % of the rate of binary tensors, open loop. {@code images}: photographs of 500x375 by the backbone,
 * and the bare loop of the same model and threads in the same round. {@code memory}: after 0 to 200,000 requests. {@code start}: from
 * the start of the process to its first answer that it is ready.
 */
public final class ServeFigures {

    private static final int D = 1280;
    private static final int CLASSES = 100;
    private static final int EXAMPLES = 30;
    private static final int THREADS = 2;
    private static final double PACE = 0.7;
    private static final int PHOTOS = 64;
    private static final int REQUESTS = 50_000;
    private static final String ALL = "";
    private static final String LABELS = ",\"outputs\":[{\"name\":\"label\"},{\"name\":\"score\"}]";
    private static final Set<String> OPTIONS = Set.of(
            "--imprint", "--backbone", "--seconds", "--connections", "--rounds", "--port", "--client", "--cases");

    private final Map<String, String> options;
    private final Path scratch;
    private final float[] row;

    private ServeFigures(Map<String, String> options, Path scratch) {
        this.options = options;
        this.scratch = scratch;
        this.row = embeddings(1, 7, 1000).row(0);
    }

    /** Runs the cases. */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                throw new ImprintException(
                        "options must be some of " + OPTIONS + " with a value each, was " + String.join(" ", args));
            }
            options.put(args[i], args[i + 1]);
        }
        Path scratch = Files.createTempDirectory("imprint-bench");
        try {
            new ServeFigures(options, scratch).run();
        } finally {
            Folders.delete(scratch);
        }
    }

    private void run() throws Exception {
        List<String> cases = Arrays.asList(options.getOrDefault("--cases", "rate,paced,images,memory,start")
                .split(","));
        boolean own = options.getOrDefault("--client", "wrk").equals("own");
        if (!own && cases.contains("rate")) {
            Wrk.require();
        }
        Path file = madeClassifier();
        if (cases.contains("rate") || cases.contains("paced")) {
            try (ServedProcess server = start(file)) {
                rates(server, own, cases.contains("paced"));
            }
        }
        if (cases.contains("images")) {
            images();
        }
        if (cases.contains("memory")) {
            memory(file);
        }
        if (cases.contains("start")) {
            starts(file);
        }
    }

    private int number(String option, int otherwise) {
        return Integer.parseInt(options.getOrDefault(option, Integer.toString(otherwise)));
    }

    private ServedProcess start(Path file, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(more));
        return ServedProcess.start(
                options.getOrDefault("--imprint", ""), number("--port", 8159), scratch.resolve("log.txt"), arguments);
    }

    /** Class centre plus noise, cut at zero, as behind a ReLU. */
    private static FloatMatrix embeddings(int n, int c, long seed) {
        SplittableRandom centre = new SplittableRandom(c);
        SplittableRandom noise = new SplittableRandom(seed);
        double[] centres = new double[D];
        Arrays.setAll(centres, j -> centre.nextGaussian());
        FloatMatrix rows = FloatMatrix.zeros(n, D);
        for (int i = 0; i < n * D; i++) {
            rows.data()[i] = (float) Math.max(0, centres[i % D] + noise.nextGaussian());
        }
        return rows;
    }

    private Path madeClassifier() {
        Map<String, FloatMatrix> classes = new LinkedHashMap<>();
        for (int c = 0; c < CLASSES; c++) {
            classes.put("class " + c, embeddings(EXAMPLES, c, 10_000 + c));
        }
        Path file = scratch.resolve("made.imprint");
        EmbeddingClassifier.fit(classes, FitOptions.standard()).save(file);
        return file;
    }

    private void rates(ServedProcess server, boolean own, boolean paced) throws Exception {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("binary", Question.binary("made", row, ALL));
        questions.put("binary, label and score", Question.binary("made", row, LABELS));
        questions.put("json", Question.json("made", row, ALL));
        double best = 0;
        int connections = number("--connections", 32);
        for (Map.Entry<String, Question> one : questions.entrySet()) {
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round <= number("--rounds", 3); round++) {
                double rate = own
                        ? new Client(server.port(), List.of(one.getValue()), connections)
                                .send(1000 * number("--seconds", 10), 0)
                                .perSecond()
                        : Wrk.rate(one.getValue(), server.port(), connections, number("--seconds", 10), scratch);
                if (round > 0) {
                    rates.add(rate);
                }
            }
            print(
                    "{\"case\": \"serve.rate\", \"by\": \"%s\", \"client\": \"%s\", \"connections\": %d, \"per_s\": %.0f}",
                    one.getKey(), own ? "own" : "wrk", connections, median(rates));
            best = one.getKey().equals("binary") ? median(rates) : best;
        }
        if (paced) {
            double rate = PACE * best;
            Client client = new Client(server.port(), List.of(questions.get("binary")), connections);
            client.send((int) rate, rate);
            Client.Times times = client.send((int) (rate * number("--seconds", 10)), rate);
            print(
                    "{\"case\": \"serve.paced\", \"asked_per_s\": %.0f, \"per_s\": %.0f, \"p50_ms\": %.2f, \"p95_ms\": %.2f,"
                            + " \"p99_ms\": %.2f, \"p99.9_ms\": %.2f, \"max_ms\": %.1f}",
                    rate,
                    times.perSecond(),
                    times.percentile(50),
                    times.percentile(95),
                    times.percentile(99),
                    times.percentile(99.9),
                    times.percentile(100));
        }
    }

    private void images() throws Exception {
        Path onnx = Path.of(options.getOrDefault("--backbone", "backbone.onnx"));
        Path photos = MadeImages.photographs(scratch.resolve("photos"), PHOTOS);
        Path file = scratch.resolve("photos.imprint");
        BackboneDescriptor descriptor;
        try (Backbone backbone = Backbone.open(onnx)) {
            descriptor = backbone.descriptor();
            ImageClassifier.fit(backbone, photos, FitOptions.standard()).save(file);
        }
        List<Question> questions = new ArrayList<>();
        try (Stream<Path> all = Files.walk(photos)) {
            for (Path photo : all.filter(Files::isRegularFile).sorted().toList()) {
                questions.add(Question.image("photos", Files.readAllBytes(photo)));
            }
        }
        int n = 60 * number("--seconds", 10);
        List<Double> served = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        try (BareLoop loop = new BareLoop(onnx, descriptor, 1, THREADS, 1);
                ServedProcess server = start(file, "--backbone", onnx.toString())) {
            Client client = new Client(server.port(), questions, 2 * THREADS);
            for (int round = 0; round <= number("--rounds", 3); round++) {
                long start = System.nanoTime();
                loop.run(n);
                double bareRate = n / ((System.nanoTime() - start) / 1e9);
                double rate = client.send(n, 0).perSecond();
                if (round > 0) {
                    served.add(rate);
                    bare.add(bareRate);
                    shares.add(rate / bareRate);
                }
            }
        }
        print(
                "{\"case\": \"serve.images\", \"model\": \"%s\", \"per_s\": %.1f, \"bare_per_s\": %.1f, \"to_bare\": %.3f}",
                descriptor.name(), median(served), median(bare), median(shares));
    }

    private void memory(Path file) throws Exception {
        try (ServedProcess server = start(file)) {
            Client client = new Client(server.port(), List.of(Question.binary("made", row, ALL)), 8);
            for (int sent = 0; sent <= 4; sent++) {
                if (sent > 0) {
                    client.send(REQUESTS, 0);
                }
                print(
                        "{\"case\": \"serve.memory\", \"requests\": %d, \"heap_mb\": %.1f, \"resident_mb\": %.1f}",
                        sent * REQUESTS, server.heapMb(), server.residentMb());
            }
        }
    }

    private void starts(Path file) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            try (ServedProcess server = start(file)) {
                seconds.add(server.secondsToReady());
            }
        }
        print("{\"case\": \"serve.start\", \"of\": \"embeddings\", \"s\": %.2f}", median(seconds));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
