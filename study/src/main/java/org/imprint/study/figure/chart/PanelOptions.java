package org.imprint.study.figure.chart;

import org.imprint.core.Checks;

/**
 * How panels are laid out.
 *
 * @param columns panels beside each other
 * @param width of the whole figure in points
 * @param plotHeight of each plot in points
 * @param shareX whether all panels have one x axis
 * @param shareY which panels have one y axis
 * @param legend where the legend stands
 */
public record PanelOptions(
        int columns, double width, double plotHeight, boolean shareX, Sharing shareY, LegendPlace legend) {

    /** Checks that a plot can be seen. */
    public PanelOptions {
        Checks.inRange("panels.columns", columns, 1, 50);
        Checks.inRange("panels.width", width, 100, 14_400);
        Checks.inRange("panels.plotHeight", plotHeight, 30, 2_000);
    }

    /** Returns a single plot of a width and height, with a legend at some place. */
    public static PanelOptions single(double width, double plotHeight, LegendPlace legend) {
        return new PanelOptions(1, width, plotHeight, false, Sharing.NONE, legend);
    }

    /** Returns panels with common axes and the legend below. */
    public static PanelOptions shared(int columns, double width, double plotHeight) {
        return new PanelOptions(columns, width, plotHeight, true, Sharing.ALL, LegendPlace.BELOW);
    }

    /** Returns these options with another sharing of y axes. */
    public PanelOptions withSharedY(Sharing other) {
        return new PanelOptions(columns, width, plotHeight, shareX, other, legend);
    }
}
