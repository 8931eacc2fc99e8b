package org.imprint.vision.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.store.hdf5.NativeHdf5;

/**
 * A process of its own that writes a file in small blocks and says how far it is; {@link EmbeddingWriterKillTest} kills it, or
 * bounds the bytes that any of its files may have.
 */
final class KilledWriter {

    static final int ROWS = 20_000;
    static final int DIMENSION = 40;
    static final int BLOCK = 5;

    private KilledWriter() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 1) {
            NativeHdf5.require(Path.of(args[0])); // unpacks larger files than those to be written
            String own = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("prlimit", "--pid", own, "--fsize=" + args[1])
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        write(Path.of(args[0]), BLOCK, System.out::println);
        System.out.println("finished");
    }

    static void write(Path file, int block, IntConsumer news) {
        FloatMatrix rows = Samples.rows(ROWS, DIMENSION, 5);
        try (EmbeddingWriter writer =
                EmbeddingWriter.open(file, Samples.spec(DIMENSION, Precision.FLOAT32), Samples.index(ROWS))) {
            news.accept(writer.committed());
            while (writer.committed() < ROWS) {
                int from = writer.committed();
                writer.append(rows.rows(from, Math.min(ROWS, from + block)));
                news.accept(writer.committed());
            }
            writer.finish();
        }
    }
}
