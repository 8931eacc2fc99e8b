package org.imprint.vision.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.imprint.vision.data.DataException;

/** Goes through the entries of one archive and holds each to the rules. */
final class EntryReader {

    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);

    private final Path archive;
    private final ArchiveLimits limits;
    private final Set<String> seen = new HashSet<>();
    private long entries;
    private long bytes;

    EntryReader(Path archive, ArchiveLimits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    void readAll(ArchiveInputStream<? extends ArchiveEntry> in, Archives.Visitor visitor) throws IOException {
        for (ArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            entries++;
            if (entries > limits.entries()) {
                throw refuse("must have at most " + limits.entries() + " entries, has more");
            }
            String name = safeName(entry.getName());
            requirePlain(entry);
            if (entry.isDirectory() || name.isEmpty()) {
                continue;
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw refuse("entry " + name + " must be there once, is there twice");
            }
            if (!in.canReadEntryData(entry)) {
                throw refuse("entry " + name + " is encrypted or compressed in an unknown way");
            }
            Counted content = new Counted(in);
            visitor.file(name, content);
            // What the visitor left counts too: it is unpacked all the same on the way to the next entry.
            content.skipRest();
        }
    }

    /** Returns the name with plain slashes and without empty and "." parts. */
    private String safeName(String raw) {
        String name = raw.replace('\\', '/');
        boolean bad = name.startsWith("/")
                || name.indexOf('\0') >= 0
                || DRIVE.matcher(name).matches();
        StringBuilder clean = new StringBuilder();
        for (String part : name.split("/")) {
            bad |= part.equals("..");
            if (!part.isEmpty() && !part.equals(".")) {
                clean.append(clean.length() == 0 ? "" : "/").append(part);
            }
        }
        if (bad) {
            throw refuse("entry " + raw + " would be written outside the target");
        }
        return clean.toString();
    }

    /** A zip read as a stream does not tell links from files, so there they become files that hold the link's text. */
    private void requirePlain(ArchiveEntry entry) {
        if (entry instanceof TarArchiveEntry tar && special(tar)) {
            throw refuse("entry " + entry.getName() + " must be a file or folder, was a link or device");
        }
    }

    private static boolean special(TarArchiveEntry tar) {
        return tar.isSymbolicLink()
                || tar.isLink()
                || tar.isFIFO()
                || tar.isCharacterDevice()
                || tar.isBlockDevice()
                || tar.isSparse();
    }

    private DataException refuse(String problem) {
        return new DataException(archive + ": " + problem);
    }

    /** An entry's bytes, counted against the limit of the whole archive; closing it does not close the archive. */
    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            count(Math.max(0, n));
            return n;
        }

        void skipRest() throws IOException {
            byte[] buffer = new byte[1 << 13];
            int n = 0;
            while (n >= 0) {
                n = read(buffer, 0, buffer.length);
            }
        }

        private void count(int n) {
            bytes += n;
            if (bytes > limits.bytes()) {
                throw refuse("must unpack to at most " + limits.bytes() + " bytes, has more");
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // The archive goes on behind this entry.
        }
    }
}
