package org.imprint.core.unknown;

/** Scores of training rows, each as if it had not been learned, and as if one class more had not. */
interface LeftOutScores {

    /** Returns the score of row i without itself. */
    float score(int i);

    /** Returns the score of row i without itself and without the rows of class c, its own or another. */
    float without(int c, int i);
}
