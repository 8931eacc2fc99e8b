package org.imprint.cluster.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job, before it is an object.
 *
 * @param name legal, with room for an index
 * @param part what it is for
 * @param title the data that it works on, for people
 * @param indexes how many
 * @param arguments of the command; may contain {@value IndexedArguments#INDEX}
 * @param lists name of the object that holds a list of arguments for each index, mounted at {@value IndexedArguments#LISTS}
 * @param writesData whether it writes on the data volume
 * @param annotations further ones
 */
record JobBlueprint(
        String name,
        Marks.Part part,
        String title,
        int indexes,
        List<String> arguments,
        Optional<String> lists,
        boolean writesData,
        Map<String, String> annotations) {

    JobBlueprint {
        arguments = List.copyOf(arguments);
        annotations = Map.copyOf(annotations);
    }
}
