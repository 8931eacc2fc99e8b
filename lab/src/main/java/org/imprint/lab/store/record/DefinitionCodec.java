package org.imprint.lab.store.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imprint.core.Semantics;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.result.Session;
import org.imprint.lab.result.Settings;
import org.imprint.lab.store.frame.ByteSink;
import org.imprint.lab.store.frame.ByteSource;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;

/** Settings, sessions and data choices as bytes; methods have {@link MethodCodec}. */
public final class DefinitionCodec {

    private DefinitionCodec() {}

    /** Appends a session. */
    public static void write(ByteSink out, Session session) {
        out.text(session.sweep());
        out.zigzag(session.startedAt().getEpochSecond());
        out.varint(session.startedAt().getNano());
        out.text(session.host());
        out.zigzag(session.pid());
        out.text(session.version());
        out.text(session.jdk());
        out.text(session.machine());
        out.varint(session.plannedRuns());
    }

    static Session session(ByteSource in) {
        return new Session(
                in.text(),
                Instant.ofEpochSecond(in.zigzag(), in.varint()),
                in.text(),
                in.zigzag(),
                in.text(),
                in.text(),
                in.text(),
                in.varint());
    }

    /** Appends settings. */
    public static void write(ByteSink out, Settings settings) {
        out.text(settings.semantics().wireName());
        out.varint(settings.revision());
        out.varint(settings.lambdas().size());
        settings.lambdas().forEach((backbone, lambda) -> {
            out.text(backbone);
            out.f64(lambda);
        });
        out.varint(settings.inputs().size());
        settings.inputs().forEach((name, file) -> {
            out.text(name);
            out.text(file.dataSet());
            out.text(file.backbone());
            out.text(file.split());
            out.text(file.sha256());
            out.varint(file.rows());
            out.varint(file.dimension());
        });
        // Left out where there is none: settings without own methods keep the bytes that they always had
        if (!settings.code().isEmpty()) {
            out.varint(settings.code().size());
            settings.code().forEach((method, sha256) -> {
                out.text(method);
                out.text(sha256);
            });
        }
    }

    /** Reads settings. */
    public static Settings settings(ByteSource in) {
        Semantics semantics = Semantics.of(in.text());
        int revision = in.count();
        SortedMap<String, Double> lambdas = new TreeMap<>();
        for (int n = in.length(); n > 0; n--) {
            lambdas.put(in.text(), in.f64());
        }
        SortedMap<String, InputFile> inputs = new TreeMap<>();
        for (int n = in.length(); n > 0; n--) {
            inputs.put(in.text(), new InputFile(in.text(), in.text(), in.text(), in.text(), in.count(), in.count()));
        }
        SortedMap<String, String> code = new TreeMap<>();
        for (int n = in.isEmpty() ? 0 : in.length(); n > 0; n--) {
            code.put(in.text(), in.text());
        }
        return new Settings(semantics, revision, lambdas, inputs, code);
    }

    /** Appends a data choice. */
    public static void write(ByteSink out, DataChoice data) {
        out.text(data.backbone());
        texts(out, data.dataSets());
        write(out, data.mapping());
        out.text(data.task().name());
        out.varint(data.task().splits().size());
        data.task().splits().forEach(split -> {
            out.varint(split.size());
            split.forEach(out::zigzag);
        });
    }

    static DataChoice data(ByteSource in) {
        return new DataChoice(in.text(), texts(in), mapping(in), new TaskSplits(in.text(), splits(in)));
    }

    private static List<List<Integer>> splits(ByteSource in) {
        List<List<Integer>> splits = new ArrayList<>();
        for (int n = in.length(); n > 0; n--) {
            List<Integer> split = new ArrayList<>();
            for (int c = in.length(); c > 0; c--) {
                split.add(Math.toIntExact(in.zigzag()));
            }
            splits.add(split);
        }
        return splits;
    }

    /** Appends a mapping. */
    public static void write(ByteSink out, LabelMapping mapping) {
        out.text(mapping.name());
        out.varint(mapping.newLabels().size());
        mapping.newLabels().forEach((from, to) -> {
            out.zigzag(from);
            out.zigzag(to);
        });
    }

    static LabelMapping mapping(ByteSource in) {
        String name = in.text();
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        for (int n = in.length(); n > 0; n--) {
            labels.put(Math.toIntExact(in.zigzag()), Math.toIntExact(in.zigzag()));
        }
        return new LabelMapping(name, labels);
    }

    static void texts(ByteSink out, List<String> texts) {
        out.varint(texts.size());
        texts.forEach(out::text);
    }

    static List<String> texts(ByteSource in) {
        List<String> texts = new ArrayList<>();
        for (int n = in.length(); n > 0; n--) {
            texts.add(in.text());
        }
        return texts;
    }
}
