package org.imprint.study.figure.canvas;

import java.awt.Color;
import java.util.List;
import org.imprint.core.Checks;

/**
 * How a series looks.
 *
 * @param colour of line, marker and band
 * @param dash of the line
 * @param marker of the points
 * @param filling of the markers
 * @param size of a marker in points
 * @param shift by which points are moved to the right, in points, so that equal ones of several series can be told apart
 */
public record Look(Color colour, Dash dash, Marker marker, Filling filling, double size, double shift) {

    private static final double SIZE = 4.6;

    /**
     * Colours that stay apart for colour-blind readers: those of Okabe and Ito without yellow, which is lost on white, then
     * three of Tol's.
     */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072b2),
            new Color(0xd55e00),
            new Color(0x009e73),
            new Color(0xcc79a7),
            new Color(0xe69f00),
            new Color(0x56b4e9),
            new Color(0x222222),
            new Color(0x882255),
            new Color(0x999933),
            new Color(0x999999));

    private static final List<Marker> MARKERS = List.of(Marker.values()).subList(0, Marker.BAR.ordinal());
    private static final List<Dash> DASHES = List.of(Dash.values()).subList(0, Dash.NONE.ordinal());

    /** Checks the size. */
    public Look {
        Checks.positive("look.size", size);
    }

    /** Returns the look of the i-th series; the first 90 all differ, the first six in each of colour, dash and marker. */
    public static Look of(int i) {
        Checks.require(i >= 0, "a series must have an index >= 0", i);
        return new Look(
                COLOURS.get(i % COLOURS.size()),
                DASHES.get(i % DASHES.size()),
                MARKERS.get(i % MARKERS.size()),
                Filling.FULL,
                SIZE,
                0);
    }

    /** Returns the look of the i-th of {@code count} ordered lines: shades of one colour, light to dark, no markers. */
    public static Look shade(int i, int count) {
        Checks.inRange("look.shade", i, 0, count - 1);
        double dark = count == 1 ? 1 : i / (count - 1.0);
        Color colour = new Color((int) Math.round(150 - 146 * dark), (int) Math.round(200 - 160 * dark), (int)
                Math.round(235 - 135 * dark));
        return new Look(colour, Dash.SOLID, Marker.NONE, Filling.FULL, SIZE, 0);
    }

    /** Returns a thin dark line without markers, for levels and diagonals. */
    public static Look reference(Dash dash) {
        return new Look(Canvas.INK, dash, Marker.NONE, Filling.FULL, SIZE, 0);
    }

    /** Returns this look with outlines for markers. */
    public Look asHollow() {
        return filledWith(Filling.HOLLOW);
    }

    /** Returns this look with another filling of markers. */
    public Look filledWith(Filling other) {
        return new Look(colour, dash, marker, other, size, shift);
    }

    /** Returns this look without a line. */
    public Look pointsOnly() {
        return withDash(Dash.NONE);
    }

    /** Returns this look without markers. */
    public Look lineOnly() {
        return withMarker(Marker.NONE);
    }

    /** Returns this look with another dash. */
    public Look withDash(Dash other) {
        return new Look(colour, other, marker, filling, size, shift);
    }

    /** Returns this look with another marker. */
    public Look withMarker(Marker other) {
        return new Look(colour, dash, other, filling, size, shift);
    }

    /** Returns this look with another colour. */
    public Look withColour(Color other) {
        return new Look(other, dash, marker, filling, size, shift);
    }

    /** Returns this look with markers of another size. */
    public Look withSize(double other) {
        return new Look(colour, dash, marker, filling, other, shift);
    }

    /** Returns this look with points moved to the right. */
    public Look withShift(double points) {
        return new Look(colour, dash, marker, filling, size, points);
    }
}
