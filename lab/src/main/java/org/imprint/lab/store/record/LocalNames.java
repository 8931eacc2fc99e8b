package org.imprint.lab.store.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.lab.result.Session;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.vision.fetch.Digest;

/** What the numbers of a segment's definitions stand for. A definition that was damaged leaves a gap, which is told when met. Read while it grows. */
public final class LocalNames {

    private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> data = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> methods = new ConcurrentHashMap<>();
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();
    private final Map<Integer, List<Integer>> sizes = new ConcurrentHashMap<>();
    private final Map<Integer, Long> writers = new ConcurrentHashMap<>();
    private final Map<Session, Long> writersOfVersion1 = new ConcurrentHashMap<>();

    /** Reads a definition of a type that has a number, and keeps what it stands for. */
    public void define(RecordType type, ByteSource in, Numbering numbering) {
        int number = in.count();
        switch (type) {
            case SESSION -> define(sessions, number, DefinitionCodec.session(in));
            case DATA -> define(data, number, numbering.number(DefinitionCodec.data(in)));
            case METHOD -> define(methods, number, numbering.number(MethodCodec.method(in)));
            case TEXT -> define(texts, number, in.text());
            case SIZES -> define(sizes, number, List.copyOf(ScoresCodec.integers(in, in.length())));
            case WRITER -> define(writers, number, in.zigzag());
            default -> throw new ImprintException(type + " is no definition");
        }
    }

    private static <T> void define(Map<Integer, T> values, int number, T value) {
        T known = values.putIfAbsent(number, value);
        Checks.require(
                known == null || known.equals(value), "a number must be defined once", number + ", as something else");
    }

    /** Returns the session of a number. */
    public Session session(int number) {
        return known("session", sessions, number);
    }

    /** Returns the number of a data choice in the store. */
    public int data(int number) {
        return known("data choice", data, number);
    }

    /** Returns the number of a method in the store. */
    public int method(int number) {
        return known("method", methods, number);
    }

    /** Returns the text of a number. */
    public String text(int number) {
        return known("text", texts, number);
    }

    List<Integer> sizes(int number) {
        return known("list of class sizes", sizes, number);
    }

    long writer(int number) {
        return known("writer", writers, number);
    }

    /** Returns what stands for the writer of records that name none: a number that follows from their session. */
    long writerOfVersion1(int session) {
        return writersOfVersion1.computeIfAbsent(session(session), LocalNames::digest);
    }

    private static long digest(Session session) {
        ByteSink bytes = new ByteSink();
        DefinitionCodec.write(bytes, session);
        String sha256 = Digest.of(Digest.Algorithm.SHA256, bytes.toArray()).hex();
        return Long.parseUnsignedLong(sha256.substring(0, 16), 16);
    }

    /** Returns the sessions defined so far. */
    public List<Session> sessions() {
        return new ArrayList<>(sessions.values());
    }

    private static <T> T known(String what, Map<Integer, T> values, int number) {
        T value = values.get(number);
        if (value == null) {
            throw new ImprintException("it refers to " + what + " " + number + ", which is damaged or missing");
        }
        return value;
    }
}
