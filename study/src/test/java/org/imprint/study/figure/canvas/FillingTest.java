package org.imprint.study.figure.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.study.figure.Figure;
import org.imprint.study.figure.FigureTable;
import org.imprint.study.figure.Svg;
import org.imprint.study.figure.paper.CollapseFigures;
import org.imprint.study.figure.paper.Gain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FillingTest {

    @ParameterizedTest
    @EnumSource(
            value = Marker.class,
            names = {"NONE", "CROSS", "PLUS"},
            mode = EnumSource.Mode.EXCLUDE)
    void markersOfOneShapeDifferWithoutColours(Marker marker) {
        List<byte[]> pictures = Arrays.stream(Filling.values())
                .map(filling -> figure(
                                Look.reference(Dash.NONE).withMarker(marker).filledWith(filling))
                        .png())
                .toList();

        assertThat(pictures.stream().map(Arrays::hashCode)).doesNotHaveDuplicates();
    }

    @Test
    void fourAreOutlinedAndThenTheyComeAgain() {
        assertThat(IntStream.range(0, 4).mapToObj(Filling::outlined))
                .doesNotHaveDuplicates()
                .doesNotContain(Filling.FULL);
        assertThat(Filling.outlined(4)).isEqualTo(Filling.outlined(0));
    }

    /** Data sets other than ImageNet have the markers of the backbones: of the second one the marker, and its key, have a dot. */
    @Test
    void gainsOfSmallDataSetsDifferWithoutColours() {
        Figure figure = CollapseFigures.gain(
                List.of(new Gain("b", "MNIST", 2, 0.8, 0.9), new Gain("b", "USPS", 3, 0.7, 0.9)), "ImageNet");
        Svg svg = Svg.of(figure);

        assertThat(filled(svg, Look.of(0))).isZero();
        assertThat(filled(svg, Look.of(1))).isEqualTo(2);
    }

    private static long filled(Svg svg, Look look) {
        String colour = "rgb(%d,%d,%d)"
                .formatted(
                        look.colour().getRed(),
                        look.colour().getGreen(),
                        look.colour().getBlue());
        return Stream.of("circle", "ellipse", "path", "rect", "polygon")
                .flatMap(name -> svg.all(name).stream())
                .filter(shape -> Svg.attribute(shape, "fill").equals(colour))
                .count();
    }

    private static Figure figure(Look look) {
        FigureTable table = new FigureTable(List.of("x"), List.of(List.of("1")));
        return new Figure("Marker", "A marker.", 10, 10, canvas -> canvas.marker(5, 5, look), table);
    }
}
