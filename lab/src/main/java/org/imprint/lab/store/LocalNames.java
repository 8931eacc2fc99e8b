package org.imprint.lab.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imprint.lab.result.Session;

/** What the numbers of a segment's definitions stand for. A definition that was damaged leaves a gap, which is told when met. Read while it grows. */
final class LocalNames {

    private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> data = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> methods = new ConcurrentHashMap<>();
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();
    private final Map<Integer, List<Integer>> sizes = new ConcurrentHashMap<>();

    void define(RecordType type, ByteSource in, Catalogue catalogue) {
        int number = in.count();
        switch (type) {
            case SESSION -> sessions.put(number, DefinitionCodec.session(in));
            case DATA -> data.put(number, catalogue.number(DefinitionCodec.data(in)));
            case METHOD -> methods.put(number, catalogue.number(MethodCodec.method(in)));
            case TEXT -> texts.put(number, in.text());
            case SIZES -> sizes.put(number, List.copyOf(ScoresCodec.integers(in, in.length())));
            default -> throw new IllegalArgumentException(type + " is no definition");
        }
    }

    Session session(int number) {
        return known("session", sessions, number);
    }

    /** Returns the number of a data choice in the catalogue. */
    int data(int number) {
        return known("data choice", data, number);
    }

    /** Returns the number of a method in the catalogue. */
    int method(int number) {
        return known("method", methods, number);
    }

    String text(int number) {
        return known("text", texts, number);
    }

    List<Integer> sizes(int number) {
        return known("list of class sizes", sizes, number);
    }

    List<Session> sessions() {
        return new ArrayList<>(sessions.values());
    }

    private static <T> T known(String what, Map<Integer, T> values, int number) {
        T value = values.get(number);
        if (value == null) {
            throw new IllegalArgumentException("it refers to " + what + " " + number + ", which is damaged or missing");
        }
        return value;
    }
}
