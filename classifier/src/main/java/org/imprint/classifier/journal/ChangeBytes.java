package org.imprint.classifier.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.classifier.state.Example;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;

/**
 * A change with its instant as bytes, and back.
 *
 * <p>Big-endian as Java's data streams write; texts are UTF-8 behind their length; embeddings are float32, little-endian, to the bit.
 */
final class ChangeBytes {

    private static final byte LEARN = 1;
    private static final byte FORGET_EXAMPLES = 2;
    private static final byte MOVE = 3;
    private static final byte FORGET_CLASS = 4;
    private static final byte RENAME = 5;
    private static final byte MERGE = 6;
    private static final byte UNDO = 7;
    private static final byte REDO = 8;
    private static final byte REJECT = 9;

    private ChangeBytes() {}

    /** A change and when it was made. */
    record Dated(Instant at, JournaledChange change) {}

    static byte[] of(Dated dated) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(dated.at().getEpochSecond());
            out.writeInt(dated.at().getNano());
            write(dated.change(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JournaledChange change, DataOutputStream out) throws IOException {
        if (change instanceof JournaledChange.Learn c) {
            out.writeByte(LEARN);
            learned(c, out);
        } else if (change instanceof JournaledChange.ForgetExamples c) {
            out.writeByte(FORGET_EXAMPLES);
            digests(c.which(), out);
        } else if (change instanceof JournaledChange.Move c) {
            out.writeByte(MOVE);
            digests(c.which(), out);
            text(c.into(), out);
        } else if (change instanceof JournaledChange.ForgetClass c) {
            out.writeByte(FORGET_CLASS);
            text(c.className(), out);
        } else if (change instanceof JournaledChange.Rename c) {
            out.writeByte(RENAME);
            text(c.from(), out);
            text(c.to(), out);
        } else if (change instanceof JournaledChange.Merge c) {
            out.writeByte(MERGE);
            text(c.from(), out);
            text(c.into(), out);
        } else if (change instanceof JournaledChange.Undo) {
            out.writeByte(UNDO);
        } else if (change instanceof JournaledChange.Redo) {
            out.writeByte(REDO);
        } else if (change instanceof JournaledChange.Reject c) {
            out.writeByte(REJECT);
            out.writeDouble(c.alpha().orElse(Double.NaN));
        }
    }

    private static void learned(JournaledChange.Learn c, DataOutputStream out) throws IOException {
        text(c.className(), out);
        out.writeInt(c.rows().rows());
        out.writeInt(c.rows().cols());
        for (Example e : c.examples()) {
            text(e.name(), out);
            text(e.source(), out);
            out.write(e.digest().bytes());
        }
        ByteBuffer row = ByteBuffer.allocate(c.rows().cols() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < c.rows().rows(); i++) {
            row.asFloatBuffer()
                    .put(c.rows().data(), c.rows().offset(i), c.rows().cols());
            out.write(row.array());
        }
        out.writeInt(c.small().size());
        for (Map.Entry<ContentDigest, byte[]> picture : c.small().entrySet()) {
            out.write(picture.getKey().bytes());
            out.writeInt(picture.getValue().length);
            out.write(picture.getValue());
        }
    }

    private static void digests(Set<ContentDigest> digests, DataOutputStream out) throws IOException {
        out.writeInt(digests.size());
        for (ContentDigest digest : digests) {
            out.write(digest.bytes());
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    /** Returns the change. @throws ImprintException if the bytes are none that this version knows */
    static Dated read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
            Dated dated = new Dated(at, change(in));
            if (in.available() > 0) {
                throw new ImprintException("change must end, was followed by " + in.available() + " bytes");
            }
            return dated;
        } catch (IOException e) {
            throw new ImprintException("change must be whole, was cut off");
        }
    }

    private static JournaledChange change(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case LEARN -> learned(in);
            case FORGET_EXAMPLES -> new JournaledChange.ForgetExamples(digests(in));
            case MOVE -> new JournaledChange.Move(digests(in), text(in));
            case FORGET_CLASS -> new JournaledChange.ForgetClass(text(in));
            case RENAME -> new JournaledChange.Rename(text(in), text(in));
            case MERGE -> new JournaledChange.Merge(text(in), text(in));
            case UNDO -> new JournaledChange.Undo();
            case REDO -> new JournaledChange.Redo();
            case REJECT -> {
                double alpha = in.readDouble();
                yield new JournaledChange.Reject(Double.isNaN(alpha) ? Optional.empty() : Optional.of(alpha));
            }
            default ->
                throw new ImprintException(
                        "kind of change must be in [1, 9], was " + kind + "; a newer Imprint may have written it");
        };
    }

    private static JournaledChange learned(DataInputStream in) throws IOException {
        String className = text(in);
        int n = count(in);
        int d = count(in);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            examples.add(new Example(text(in), text(in), digest(in)));
        }
        FloatMatrix rows = FloatMatrix.zeros(n, d);
        for (int i = 0; i < n; i++) {
            ByteBuffer.wrap(in.readNBytes(d * Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(rows.data(), rows.offset(i), d);
        }
        int pictures = in.readInt();
        Map<ContentDigest, byte[]> small = new LinkedHashMap<>();
        for (int i = 0; i < pictures; i++) {
            ContentDigest of = digest(in);
            small.put(of, in.readNBytes(count(in)));
        }
        return new JournaledChange.Learn(className, examples, rows, small);
    }

    private static Set<ContentDigest> digests(DataInputStream in) throws IOException {
        int n = in.readInt();
        Set<ContentDigest> digests = new LinkedHashSet<>();
        for (int i = 0; i < n; i++) {
            digests.add(digest(in));
        }
        return digests;
    }

    private static ContentDigest digest(DataInputStream in) throws IOException {
        byte[] bytes = new byte[ContentDigest.BYTES];
        in.readFully(bytes);
        return ContentDigest.from(ByteBuffer.wrap(bytes));
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] utf8 = new byte[count(in)];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Returns a count that the bytes that are left can bear. */
    private static int count(DataInputStream in) throws IOException {
        int n = in.readInt();
        if (n < 0 || n > in.available()) {
            throw new ImprintException("counts of a change must be at most its bytes, one was " + n);
        }
        return n;
    }
}
