package org.imprint.app.output;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an option that names what a command writes; {@link OutputPlaces} tries it before the command runs. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Output {

    /** What lies there afterwards. */
    Kind value();

    /** What the beginning of a file has that may be replaced unasked; empty if the command itself asks for {@code --overwrite}. */
    String replaces() default "";

    /** The option whose file this one may be, because it is a new state of it; empty for none. */
    String revises() default "";

    /** What is written. */
    enum Kind {
        /** A file; its folder is made if it is missing. */
        FILE,
        /** A folder; made if it is missing. */
        FOLDER,
        /** One of the two, as another option says. */
        EITHER
    }
}
