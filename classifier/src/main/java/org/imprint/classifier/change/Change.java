package org.imprint.classifier.change;

/** What somebody did to a classifier, in words that stay true whatever is done afterwards. */
public sealed interface Change {

    /** Returns it as a sentence for people, such as {@code learned 12 examples of heron}. */
    String sentence();

    /** Returns whether its sentence has the name of a class. */
    default boolean isAbout(String className) {
        return false;
    }

    /** The first fit. @param classes C @param examples n of all classes */
    record Fitted(int classes, int examples) implements Change {
        @Override
        public String sentence() {
            return "fitted " + classes + " classes from " + counted(examples);
        }
    }

    /** Examples were added to a class, new or there before. */
    record Learned(String className, int examples, boolean newClass) implements Change {
        @Override
        public String sentence() {
            return "learned " + counted(examples) + " of " + (newClass ? "the new class " : "") + className;
        }

        @Override
        public boolean isAbout(String name) {
            return className.equals(name);
        }
    }

    /** The backbone's own classes were put beside those that were there. @param classes how many */
    record Kept(int classes) implements Change {
        @Override
        public String sentence() {
            return "kept " + classes + (classes == 1 ? " class" : " classes") + " of the backbone";
        }
    }

    /** A class was taken away. */
    record ForgotClass(String className, int examples) implements Change {
        @Override
        public String sentence() {
            return "forgot class " + className + " with " + counted(examples);
        }

        @Override
        public boolean isAbout(String name) {
            return className.equals(name);
        }
    }

    /** Examples were taken away. @param which what they had in common, in words @param classes how many classes they were of */
    record ForgotExamples(String which, int examples, int classes) implements Change {
        @Override
        public String sentence() {
            return "forgot " + counted(examples) + " " + which + " of " + classes
                    + (classes == 1 ? " class" : " classes");
        }
    }

    /** A class got another name. */
    record Renamed(String from, String to) implements Change {
        @Override
        public String sentence() {
            return "renamed " + from + " to " + to;
        }

        @Override
        public boolean isAbout(String name) {
            return from.equals(name) || to.equals(name);
        }
    }

    /** The examples of one class went to another. */
    record Merged(String from, String into, int examples) implements Change {
        @Override
        public String sentence() {
            return "merged " + from + " into " + into + " with " + counted(examples);
        }

        @Override
        public boolean isAbout(String name) {
            return from.equals(name) || into.equals(name);
        }
    }

    /** Examples went from their classes into another, new or there before. */
    record Moved(String into, int examples, boolean newClass) implements Change {
        @Override
        public String sentence() {
            return "moved " + counted(examples) + " to " + (newClass ? "the new class " : "") + into;
        }

        @Override
        public boolean isAbout(String name) {
            return into.equals(name);
        }
    }

    /** Examples were erased: nothing of them is left, and nothing before can be taken back. @param examples how many */
    record Erased(int examples) implements Change {
        @Override
        public String sentence() {
            return "erased " + counted(examples);
        }
    }

    private static String counted(int examples) {
        return examples + (examples == 1 ? " example" : " examples");
    }
}
