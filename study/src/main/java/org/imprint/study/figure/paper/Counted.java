package org.imprint.study.figure.paper;

/** Numbers with a noun. */
final class Counted {

    private Counted() {}

    static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
