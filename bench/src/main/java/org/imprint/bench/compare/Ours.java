package org.imprint.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;

/**
 * Runs cases on request, so that {@code bench/compare} can take turns between us and a rival.
 *
 * <p>One request a line on standard input, one answer a line on standard output: {@code about} gives versions,
 * {@code load NAME FOLDER} reads data, {@code run} computes once and gives the milliseconds, {@code save FILE} writes the last
 * result. Ends with the input.
 */
public final class Ours {

    private Ours() {}

    /**
     * Answers requests.
     *
     * @param args the number of threads
     */
    public static void main(String[] args) throws IOException {
        int threads = Integer.parseInt(args[0]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answer(in, Parallel.on(pool, threads));
        } finally {
            pool.shutdown();
        }
    }

    private static void answer(BufferedReader in, Parallel parallel) throws IOException {
        ComparedCase.Work work = () -> FloatMatrix.zeros(1, 1);
        FloatMatrix result = work.run();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "about" ->
                    System.out.println("Java " + Runtime.version().feature() + ", " + Blas.description() + ", "
                            + parallel.threads() + " threads");
                case "load" -> {
                    work = Cases.named(words[1]).load(Path.of(words[2]), parallel);
                    System.out.println("loaded");
                }
                case "run" -> {
                    long start = System.nanoTime();
                    result = work.run();
                    System.out.println((System.nanoTime() - start) / 1e6);
                }
                case "save" -> {
                    Npy.write(result, Path.of(words[1]));
                    System.out.println("saved");
                }
                default -> throw new ImprintException("request must be about, load, run or save, was " + line);
            }
        }
    }
}
