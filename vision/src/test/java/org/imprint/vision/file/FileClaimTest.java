package org.imprint.vision.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileClaimTest {

    @TempDir
    Path folder;

    /** Takes a claim and waits to be killed. */
    public static final class Holding {

        private Holding() {}

        /** Runs. @param args the lock's file */
        public static void main(String[] args) throws IOException, InterruptedException {
            boolean taken = FileClaim.tryTake(Path.of(args[0])).isPresent();
            System.out.println(taken ? "taken" : "not taken");
            Thread.sleep(60_000);
        }
    }

    private Process hold(Path lock) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holding.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void oneProcessAtATimeHasItAndItGoesWithTheProcess() throws IOException, InterruptedException {
        Path lock = folder.resolve("x.lock");
        Process process = hold(lock);
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("taken");
        assertThat(FileClaim.tryTake(lock)).isEmpty();
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Optional<FileClaim> claim = FileClaim.tryTake(lock);
        assertThat(claim).isPresent();
        assertThat(FileClaim.tryTake(lock)).isEmpty();
        claim.get().close();
        assertThat(lock).doesNotExist();
    }

    @Test
    void ofManyThreadsOneAtATimeHasIt() throws InterruptedException, ExecutionException {
        Path lock = folder.resolve("x.lock");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (Future<?> f : IntStream.range(0, 4)
                    .mapToObj(t -> pool.submit(() -> {
                        for (int i = 0; i < 200; i++) {
                            Optional<FileClaim> claim = FileClaim.tryTake(lock);
                            if (claim.isPresent()) {
                                assertThat(inside.incrementAndGet()).isEqualTo(1);
                                taken.incrementAndGet();
                                inside.decrementAndGet();
                                claim.get().close();
                            }
                        }
                        return null;
                    }))
                    .toList()) {
                f.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(taken.get()).isPositive();
        assertThat(lock).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> FileClaim.tryTake(folder.resolve("none/x.lock")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> FileClaim.tryTake(folder.resolve("none/x.lock")))
                .isInstanceOf(IOException.class);
        assertThat(Files.exists(folder.resolve("none"))).isFalse();
    }
}
