package org.imprint.app.quickstart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy over k: a line per generator, the mean as a hollow mark at k = 1, least squares as a level. */
final class CurveChart implements Picture {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;

    /** Colours that stay apart for colour-blind readers (Okabe and Ito); the marks differ too, for print in grey. */
    private static final List<Color> COLOURS =
            List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7));

    private static final List<Marker> MARKS =
            List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND);

    private final XYChart chart;

    CurveChart(QuickstartResult.Curve curve) {
        chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Accuracy over k")
                .xAxisTitle("k, proxies per class")
                .yAxisTitle("accuracy on the test images, %")
                .build();
        style();
        int i = 0;
        for (QuickstartResult.Curve.Line line : curve.lines()) {
            XYSeries series = chart.addSeries(line.title(), line.k(), percent(line.accuracy()));
            Color colour = COLOURS.get(i % COLOURS.size());
            series.setLineColor(colour).setLineWidth(2f);
            series.setMarkerColor(colour).setMarker(MARKS.get(i % MARKS.size()));
            i++;
        }
        List<Integer> ks = curve.lines().get(0).k();
        level("least squares", ks, curve.leastSquares(), new float[] {6, 4});
        level("mean", ks, curve.mean(), new float[] {2, 3});
    }

    private void level(String title, List<Integer> ks, double accuracy, float[] dash) {
        XYSeries series =
                chart.addSeries(title, List.of(ks.get(0), ks.get(ks.size() - 1)), percent(List.of(accuracy, accuracy)));
        series.setMarker(SeriesMarkers.NONE).setLineColor(Color.DARK_GRAY);
        series.setLineStyle(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, dash, 0));
    }

    private static List<Double> percent(List<Double> fractions) {
        return fractions.stream().map(f -> 100 * f).toList();
    }

    private void style() {
        chart.getStyler()
                .setLegendPosition(Styler.LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15))
                .setLegendBorderColor(Color.WHITE);
        chart.getStyler().setXAxisLogarithmic(true).setPlotGridLinesColor(new Color(0xe0e0e0));
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler().setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        chart.getStyler().setMarkerSize(7);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void draw(Graphics2D g) {
        chart.paint(g, WIDTH, HEIGHT);
    }
}
