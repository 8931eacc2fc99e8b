package org.imprint.serve.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprint.core.Checks;
import org.imprint.serve.http.HttpProblem;

/** The classifiers of a server by their names. */
public final class ServedModels {

    private final Map<String, ServedModel> byName;

    private ServedModels(Map<String, ServedModel> byName) {
        this.byName = byName;
    }

    /** Returns some classifiers. @throws org.imprint.core.ImprintException if there is none, or two have one name */
    public static ServedModels of(List<ServedModel> models) {
        Checks.inRange("number of models", models.size(), 1, Integer.MAX_VALUE);
        Map<String, ServedModel> byName = new TreeMap<>();
        for (ServedModel m : models) {
            Checks.require(byName.put(m.name(), m) == null, "models must have different names, twice there", m.name());
        }
        return new ServedModels(Collections.unmodifiableMap(byName));
    }

    /** Returns all, by name. */
    public List<ServedModel> all() {
        return List.copyOf(byName.values());
    }

    /** Returns one. @throws HttpProblem of status 404 if there is none of this name */
    public ServedModel get(String name) {
        ServedModel found = byName.get(name);
        if (found == null) {
            throw new HttpProblem(404, "model must be one of " + byName.keySet() + ", was " + name);
        }
        return found;
    }
}
