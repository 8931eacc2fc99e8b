package org.imprint.vision.fetch;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.FileTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings published files to a folder: resumes, tries again, tries other addresses, and checks length and digest.
 *
 * <p>While a file arrives it is called {@code NAME.part}; it gets its name in one step when it is whole and right. What has arrived
 * stays there when the program is ended, and the next call goes on from it if the server's version is still the same.
 * An address that cannot be reached at all is given up within five seconds. Connections that break and the answers 408, 429 and 5xx are tried again after a growing pause; other answers lead to the next address at
 * once. Redirections are followed, but not from https to http. Only one process fetches a file at a time.
 */
public final class Downloader {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(Downloader.class);

    private final HttpClient client;
    private final RetryPolicy retries;
    private final Sleeper sleeper;
    private final Duration stall;
    private final FileProgress progress;

    private Downloader(HttpClient client, RetryPolicy retries, Sleeper sleeper, Duration stall, FileProgress progress) {
        this.client = client;
        this.retries = retries;
        this.sleeper = sleeper;
        this.stall = stall;
        this.progress = progress;
    }

    /** Returns a downloader with {@link RetryPolicy#STANDARD} and the proxy that {@link EnvironmentProxy} finds. */
    public static Downloader standard() {
        ProxySelector fallback =
                ProxySelector.getDefault() == null ? ProxySelector.of(null) : ProxySelector.getDefault();
        return of(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(new EnvironmentProxy(System.getenv(), fallback))
                .build());
    }

    /** Returns a downloader that uses a client as it is. */
    public static Downloader of(HttpClient client) {
        return new Downloader(client, RetryPolicy.STANDARD, Sleeper.REAL, STALL, FileProgress.NONE);
    }

    /** Returns the same with another number of tries and other pauses, made by {@code sleeper}. */
    public Downloader withRetries(RetryPolicy policy, Sleeper otherSleeper) {
        return new Downloader(client, policy, otherSleeper, stall, progress);
    }

    /** Returns the same that gives a try up after this long without a byte. */
    public Downloader withStall(Duration longest) {
        Checks.require(longest.toMillis() > 0, "stall time must be at least a millisecond", longest);
        return new Downloader(client, retries, sleeper, longest, progress);
    }

    /** Returns the same that reports to somebody. */
    public Downloader withProgress(FileProgress listener) {
        return new Downloader(client, retries, sleeper, stall, listener);
    }

    /**
     * Brings a file to a folder, which is made if needed; does nothing but check it if it is there.
     *
     * @return where the verified file is
     * @throws DownloadException if no address gives the right bytes
     * @throws DataException if another file of that name is there
     */
    public Path fetch(RemoteFile file, Path folder) {
        Path target = folder.resolve(file.name());
        if (Files.exists(target)) {
            file.verify(target);
            return target;
        }
        if (file.sources().isEmpty()) {
            throw new DataException(target + ": there is no address to download it from");
        }
        try {
            Files.createDirectories(folder);
            return fetchAlone(file, target);
        } catch (IOException e) {
            throw new DataException(target + ": cannot be written: " + FileTrouble.reason(target, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException(target + ": download was interrupted; the next call continues it", e);
        }
    }

    private Path fetchAlone(RemoteFile file, Path target) throws IOException, InterruptedException {
        try (FileGuard guard = FileGuard.take(target)) {
            if (guard.isThere()) {
                file.verify(target);
            } else {
                fetchFromAny(file, target);
            }
        }
        return target;
    }

    private void fetchFromAny(RemoteFile file, Path target) throws IOException, InterruptedException {
        List<TransferException> failures = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (URI source : file.sources()) {
            try {
                fetchFrom(file, source, new PartFile(target));
                return;
            } catch (TransferException e) {
                LOG.info("{} gives no {}: {}", source, file.name(), e.getMessage());
                failures.add(e);
                reasons.add(source + ": " + e.getMessage());
            }
        }
        DownloadException none = new DownloadException(
                target + ": cannot be downloaded: " + String.join("; ", reasons), failures.get(0));
        failures.subList(1, failures.size()).forEach(none::addSuppressed);
        throw none;
    }

    private void fetchFrom(RemoteFile file, URI source, PartFile part)
            throws TransferException, IOException, InterruptedException {
        Transfer transfer = new Transfer(client, stall, progress, file, source);
        for (int attempt = 1; ; attempt++) {
            try {
                boolean resumed = transfer.run(part);
                check(file, part, resumed);
                part.finish();
                return;
            } catch (TransferException e) {
                if (!e.isTemporary()) {
                    throw e;
                }
                if (attempt == retries.attempts()) {
                    throw TransferException.temporary(e.getMessage() + " (after " + attempt + " tries)", e);
                }
                Duration pause = retries.pause(attempt);
                LOG.info(
                        "try {} of {} at {} failed: {}; again in {}",
                        attempt,
                        retries.attempts(),
                        source,
                        e.getMessage(),
                        pause);
                sleeper.sleep(pause);
            }
        }
    }

    /** A wrong whole is thrown away; if its start was from an earlier call, it is worth another try from the beginning. */
    private static void check(RemoteFile file, PartFile part, boolean resumed) throws TransferException, IOException {
        try {
            file.verify(part.path());
        } catch (DataException e) {
            part.discard();
            String problem = e.getMessage().substring(part.path().toString().length() + 2);
            throw resumed ? TransferException.temporary(problem, e) : TransferException.lasting(problem, e);
        }
    }
}
