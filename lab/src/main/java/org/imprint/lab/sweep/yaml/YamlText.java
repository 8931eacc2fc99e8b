package org.imprint.lab.sweep.yaml;

import java.util.Arrays;
import java.util.Optional;
import org.imprint.lab.sweep.SweepException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML text, and the line of the file that each of its characters stands in. */
public final class YamlText {

    private final String text;
    private final int[] lines;

    /** @param lines line in the file, from 1, of each code point of the text */
    private YamlText(String text, int[] lines) {
        this.text = text;
        this.lines = lines;
    }

    /** Returns the text of a file as it is. */
    public static YamlText of(String file) {
        return new Cutter(file, false).cut();
    }

    /**
     * Returns the text that the published code makes of a file: each line up to its first {@code #}, be it in quotes or not, and with
     * the {@code #} the end of the line is gone too.
     */
    public static YamlText withoutPublishedComments(String file) {
        return new Cutter(file, true).cut();
    }

    /**
     * Parses the text.
     *
     * @param name of the file, for errors
     * @throws SweepException if it is empty, not YAML, or more than one document
     */
    public YamlValue parse(String name, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new CoreSchema())
                .build();
        Optional<Node> root;
        try {
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark().map(m -> " in line " + line(m)).orElse("");
            throw new SweepException(name + ": is not YAML" + place + ": " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new SweepException(name + ": is not YAML: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new SweepException(name + ": is nested too deeply", e);
        }
        return root.map(node -> new YamlValue(node, "", this, problems))
                .orElseThrow(() -> new SweepException(name + ": must hold a sweep, was empty"));
    }

    /** Returns the line of the file that a mark stands in, from 1. */
    int line(Mark mark) {
        return lines.length == 0 ? 1 : lines[Math.min(Math.max(mark.getIndex(), 0), lines.length - 1)];
    }

    private static final class Cutter {
        private final String file;
        private final boolean cutting;
        private final StringBuilder kept;
        private final int[] lines;
        private int count;

        Cutter(String file, boolean cutting) {
            this.file = file.replace("\r\n", "\n").replace('\r', '\n');
            this.cutting = cutting;
            this.kept = new StringBuilder(file.length());
            this.lines = new int[file.length()];
        }

        YamlText cut() {
            int line = 1;
            int from = 0;
            while (from < file.length()) {
                int newline = file.indexOf('\n', from);
                int end = newline < 0 ? file.length() : newline + 1;
                int hash = cutting ? file.indexOf('#', from) : -1;
                keep(file.substring(from, hash >= 0 && hash < end ? hash : end), line);
                from = end;
                line++;
            }
            return new YamlText(kept.toString(), Arrays.copyOf(lines, count));
        }

        private void keep(String part, int line) {
            kept.append(part);
            int length = part.codePointCount(0, part.length());
            Arrays.fill(lines, count, count + length, line);
            count += length;
        }
    }
}
