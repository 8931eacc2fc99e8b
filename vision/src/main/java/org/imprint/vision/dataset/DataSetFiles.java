package org.imprint.vision.dataset;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.vision.data.DataException;
import org.imprint.vision.dataset.reader.Place;
import org.imprint.vision.fetch.ArchiveLimits;
import org.imprint.vision.fetch.Archives;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.fetch.FileGuard;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.file.Folders;

/** The official files of one data set on this disk: brings, checks and unpacks them. */
final class DataSetFiles {

    private final DataSetCard card;
    private final Place place;

    DataSetFiles(DataSetCard card, Place place) {
        this.card = card;
        this.place = place;
    }

    /** Downloads what is not there yet, and tells how it is with every file then. */
    List<FileState> fetch(Downloader downloader) {
        List<FileState> states = new ArrayList<>();
        for (DataFile file : card.files()) {
            FileState state = state(file);
            if (state.status() != FileState.Status.MISSING) {
                states.add(state);
            } else {
                requireDownloadable();
                states.add(verified(downloader.fetch(file.remote(), place.home())));
            }
        }
        states.stream().filter(s -> !s.isUsable()).findFirst().ifPresent(s -> {
            throw new DataException(s.detail());
        });
        unpack();
        return states;
    }

    private void requireDownloadable() {
        if (!card.terms().downloadable()) {
            throw new DataException(place.home() + ": " + card.name() + " is given out on request only ("
                    + card.terms().licence() + "): register at " + card.terms().page() + ", download " + fileNames()
                    + ", and put them there, or name the folder they are in");
        }
    }

    private String fileNames() {
        return card.files().stream().map(f -> f.remote().name()).collect(Collectors.joining(", "));
    }

    /** Takes verified files from a folder, and tells how it is with every file then; those that are not in it are left out. */
    List<FileState> fetchFrom(Path folder) {
        Place from = Place.within(folder, card.name());
        List<FileState> states = new ArrayList<>();
        int taken = 0;
        for (DataFile file : card.files()) {
            Optional<FileState> state = file.forms().stream()
                    .flatMap(form -> take(form, from).stream())
                    .findFirst();
            states.add(state.orElseGet(() -> state(file)));
            taken += state.isPresent() ? 1 : 0;
        }
        if (taken == 0) {
            throw new DataException(folder + ": holds none of the files of " + card.name() + ": " + fileNames());
        }
        unpack();
        return states;
    }

    private Optional<FileState> take(DataFile file, Place from) {
        Optional<Path> found = from.find(file.names()).filter(Files::isRegularFile);
        if (found.isPresent()) {
            Path home = place.home().resolve(found.get().getFileName());
            return Optional.of(place(found.get(), home, file::verify) ? verified(home) : state(file));
        }
        return file.unpacksTo().flatMap(name -> from.find(List.of(name))).map(unpacked -> {
            place(unpacked, place.home().resolve(unpacked.getFileName()), any -> {});
            return state(file);
        });
    }

    private FileState verified(Path file) {
        return new FileState(card.name(), file, FileState.Status.VERIFIED, "");
    }

    /** Tells how it is with every file. */
    List<FileState> states() {
        return card.files().stream().map(this::state).toList();
    }

    /** Returns the state of the first form that is there. */
    private FileState state(DataFile file) {
        List<FileState> states = file.forms().stream().map(this::stateOfForm).toList();
        return states.stream()
                .filter(s -> s.status() != FileState.Status.MISSING)
                .findFirst()
                .orElse(states.get(0));
    }

    private FileState stateOfForm(DataFile file) {
        Path expected = place.home().resolve(file.remote().name());
        Optional<Path> found = place.find(file.names());
        if (found.isEmpty()) {
            Optional<Path> unpacked = file.unpacksTo().flatMap(name -> place.find(List.of(name)));
            return unpacked.map(p -> new FileState(
                            card.name(),
                            p,
                            FileState.Status.UNPACKED,
                            "no digest is published for what " + file.remote().name() + " unpacks to"))
                    .orElseGet(() -> new FileState(
                            card.name(), expected, FileState.Status.MISSING, expected + ": file does not exist"));
        }
        try {
            file.verify(found.get());
            return verified(found.get());
        } catch (DataException e) {
            return new FileState(card.name(), found.get(), FileState.Status.WRONG, e.getMessage());
        }
    }

    /** Unpacks the archives that have to be and are not yet; what is unpacked appears in one step. */
    void unpack() {
        for (DataFile file :
                card.files().stream().flatMap(f -> f.forms().stream()).toList()) {
            Path archive = place.home().resolve(file.remote().name());
            if (file.unpacksTo().isPresent() && Files.isRegularFile(archive)) {
                Path target = place.home().resolve(file.unpacksTo().get());
                if (!Files.exists(target)) {
                    unpack(file, archive, target);
                }
            }
        }
    }

    /** The archive is verified behind the unpacking, so that what was unpacked is what was verified. */
    private static void unpack(DataFile file, Path archive, Path target) {
        Path temporary = archive.resolveSibling("." + archive.getFileName() + ".unpacking");
        try (FileGuard guard = FileGuard.take(target)) {
            if (guard.isThere()) {
                return;
            }
            try {
                Folders.delete(temporary);
                Archives.extract(archive, temporary, ArchiveLimits.STANDARD);
                Path unpacked = temporary.resolve(target.getFileName());
                if (!Files.exists(unpacked)) {
                    throw new DataException(archive + ": must hold " + target.getFileName() + ", holds none");
                }
                file.verify(archive);
                Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Folders.delete(temporary);
            }
        } catch (IOException e) {
            throw new DataException(archive + ": cannot be unpacked: " + FileTrouble.reason(archive, e), e);
        }
    }

    /**
     * Puts a file, or the files of a folder, to another place: as a hard link where that works, as a copy otherwise. Returns false, having
     * done nothing, if something is there.
     *
     * @param check is given what was taken before it gets its name, and throws if it is not to be
     */
    private static boolean place(Path from, Path to, Consumer<Path> check) {
        if (Files.exists(to)) {
            check.accept(from);
            return false;
        }
        Path taken = to.resolveSibling("." + to.getFileName() + ".taking").resolve(to.getFileName());
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            try (FileGuard guard = FileGuard.take(to)) {
                return !guard.isThere() && place(from, to, taken, check);
            }
        } catch (IOException e) {
            throw new DataException(to + ": cannot be written: " + FileTrouble.reason(to, e), e);
        } catch (DataException e) {
            throw new DataException(e.getMessage().replace(taken.toString(), from.toString()), e);
        }
    }

    private static boolean place(Path from, Path to, Path taken, Consumer<Path> check) throws IOException {
        Path temporary = taken.getParent();
        try {
            Folders.delete(temporary);
            Files.createDirectory(temporary);
            take(from, taken);
            check.accept(taken);
            Files.move(taken, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Folders.delete(temporary);
        }
    }

    private static void take(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectory(to);
            for (Path file : regularFiles(from)) {
                linkOrCopy(file, to.resolve(file.getFileName()));
            }
        } else {
            linkOrCopy(from, to);
        }
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from.toRealPath());
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Another file system, or one without hard links.
            Files.copy(from, to);
        }
    }
}
