package org.imprint.cluster.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Arguments of a job that differ from index to index.
 *
 * <p>Either the cluster puts the index in the place of {@value #INDEX}, or each index reads its own arguments from a file: the
 * command takes {@code @FILE} for the arguments in it.
 */
public final class IndexedArguments {

    /** Stands for the index in a job's arguments. */
    public static final String INDEX = "$(JOB_COMPLETION_INDEX)";

    /** Where the lists are mounted, a file for each index. */
    public static final String LISTS = "/shards";

    /** Says that the arguments are those of the index's list. */
    static final String FROM_LIST = "@" + LISTS + "/" + INDEX;

    private IndexedArguments() {}

    /** Returns the arguments of one index; what stands in its list, if they refer to one. */
    public static List<String> of(List<String> arguments, int index, Map<String, String> lists) {
        List<String> all = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(FROM_LIST)) {
                all.addAll(lines(lists.get(Integer.toString(index))));
            } else {
                all.add(argument.replace(INDEX, Integer.toString(index)));
            }
        }
        return all;
    }

    /** Returns lists by index, for the object that holds them. */
    static Map<String, String> lists(List<List<String>> byIndex) {
        Map<String, String> lists = new LinkedHashMap<>();
        for (int i = 0; i < byIndex.size(); i++) {
            lists.put(
                    Integer.toString(i),
                    byIndex.get(i).stream().map(IndexedArguments::quoted).collect(Collectors.joining("\n")) + "\n");
        }
        return lists;
    }

    /** One argument a line, in quotes as the command reads them. */
    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static List<String> lines(String list) {
        return list.lines()
                .map(l -> l.substring(1, l.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\"))
                .toList();
    }
}
