package org.imprint.classifier.file;

import org.imprint.classifier.change.Change;
import org.imprint.core.ImprintException;

/** A change as the file has it; what its kind does not need is missing. */
record ChangePart(
        String kind, String name, String other, String which, Integer examples, Integer classes, Boolean newClass) {

    private static ChangePart counted(String kind, String name, int examples) {
        return new ChangePart(kind, name, null, null, examples, null, null);
    }

    static ChangePart of(Change change) {
        if (change instanceof Change.Fitted c) {
            return new ChangePart("fitted", null, null, null, c.examples(), c.classes(), null);
        }
        if (change instanceof Change.Learned c) {
            return new ChangePart("learned", c.className(), null, null, c.examples(), null, c.newClass());
        }
        if (change instanceof Change.Kept c) {
            return new ChangePart("kept", null, null, null, null, c.classes(), null);
        }
        if (change instanceof Change.ForgotClass c) {
            return counted("forgot_class", c.className(), c.examples());
        }
        if (change instanceof Change.ForgotExamples c) {
            return new ChangePart("forgot_examples", null, null, c.which(), c.examples(), c.classes(), null);
        }
        if (change instanceof Change.Renamed c) {
            return new ChangePart("renamed", c.from(), c.to(), null, null, null, null);
        }
        if (change instanceof Change.Merged c) {
            return new ChangePart("merged", c.from(), c.into(), null, c.examples(), null, null);
        }
        if (change instanceof Change.Moved c) {
            return new ChangePart("moved", c.into(), null, null, c.examples(), null, c.newClass());
        }
        if (change instanceof Change.Erased c) {
            return counted("erased", null, c.examples());
        }
        throw new IllegalStateException("a file has no words for " + change);
    }

    Change change() {
        return switch (StrictJson.present("history.change.kind", kind)) {
            case "fitted" -> new Change.Fitted(there("classes", classes), there("examples", examples));
            case "learned" ->
                new Change.Learned(there("name", name), there("examples", examples), there("newClass", newClass));
            case "kept" -> new Change.Kept(there("classes", classes));
            case "forgot_class" -> new Change.ForgotClass(there("name", name), there("examples", examples));
            case "forgot_examples" ->
                new Change.ForgotExamples(
                        there("which", which), there("examples", examples), there("classes", classes));
            case "renamed" -> new Change.Renamed(there("name", name), there("other", other));
            case "merged" -> new Change.Merged(there("name", name), there("other", other), there("examples", examples));
            case "moved" ->
                new Change.Moved(there("name", name), there("examples", examples), there("newClass", newClass));
            case "erased" -> new Change.Erased(there("examples", examples));
            default ->
                throw new ImprintException("history.change.kind must be one that this version knows, was " + kind);
        };
    }

    private static <T> T there(String what, T value) {
        return StrictJson.present("history.change." + what, value);
    }
}
