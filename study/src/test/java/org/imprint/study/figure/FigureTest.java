package org.imprint.study.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.imprint.study.figure.canvas.Align;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Dash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {

    private static final String LETTERS = "λ² – α ≤ ρ ± ü ½";

    @TempDir
    private Path folder;

    private static Figure figure(String text) {
        return new Figure(
                "Title <&>",
                "Caption of n = 3.",
                200,
                50,
                canvas -> {
                    canvas.text(text, 10, 20, Align.START, 8);
                    canvas.upwards("upwards", 190, 25, 7);
                    canvas.line(10, 40, 150, 40, Canvas.INK, 1, Dash.DASHED);
                },
                new FigureTable(List.of("a", "b"), List.of(List.of("x, y", "1"), List.of("say \"z\"", ""))));
    }

    @Test
    void writesFourFilesThatOthersMayRead() throws IOException {
        List<Path> files = figure(LETTERS).write(folder.resolve("new"), "one-1");

        assertThat(files)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("one-1.svg", "one-1.pdf", "one-1.png", "one-1.csv");
        try (var there = Files.list(folder.resolve("new"))) {
            assertThat(there).containsExactlyInAnyOrderElementsOf(files);
        }
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assertThat(Files.getPosixFilePermissions(files.get(0))).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void replacesFilesOfThatName() throws IOException {
        Path csv = figure("a").write(folder, "one").get(3);
        Files.writeString(csv, "old");

        figure("b").write(folder, "one");

        assertThat(csv).hasContent("a,b\n\"x, y\",1\n\"say \"\"z\"\"\",\n");
        assertThat(Files.readString(folder.resolve("one.svg"))).contains(">b</text");
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> figure("a").write(folder, "../one"))
                .withMessage(
                        "the name of a figure must be letters, digits, dots, hyphens and underscores, was '../one'");
    }

    @Test
    void svgKeepsTextTitleAndCaption() {
        Svg svg = Svg.of(figure(LETTERS));

        assertThat(svg.texts()).containsExactly(LETTERS, "upwards");
        assertThat(svg.all("title").get(0).getTextContent()).isEqualTo("Title <&>");
        assertThat(svg.all("desc").get(0).getTextContent()).isEqualTo("Caption of n = 3.");
        assertThat(svg.root().getAttribute("viewBox")).isEqualTo("0 0 200 50");
        assertThat(Svg.attribute(svg.all("text").get(0), "font-family")).startsWith("Liberation Sans, Arial");
        assertThat(Svg.attribute(svg.all("line").get(0), "stroke-dasharray")).isEqualTo("5,2");
    }

    @Test
    void pdfKeepsTextAndEmbedsItsFont() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(figure(LETTERS).pdf())) {
            assertThat(pdf.getNumberOfPages()).isOne();
            assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo(200);
            assertThat(pdf.getPage(0).getMediaBox().getHeight()).isEqualTo(50);
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Title <&>");
            assertThat(pdf.getDocumentInformation().getSubject()).isEqualTo("Caption of n = 3.");
            assertThat(new PDFTextStripper().getText(pdf)).contains(LETTERS);
            assertThat(fonts(pdf)).isNotEmpty().allSatisfy(font -> {
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).contains("LiberationSans");
            });
        }
    }

    private static List<PDFont> fonts(PDDocument pdf) throws IOException {
        var resources = pdf.getPage(0).getResources();
        var fonts = new java.util.ArrayList<PDFont>();
        for (COSName name : resources.getXObjectNames()) {
            var inner = ((PDFormXObject) resources.getXObject(name)).getResources();
            for (COSName font : inner.getFontNames()) {
                fonts.add(inner.getFont(font));
            }
        }
        return fonts;
    }

    @Test
    void lettersThatTheFontLacksStopNoFormat() throws IOException {
        Figure figure = figure("名前 🙂");

        assertThat(figure.svg()).contains("名前");
        assertThat(figure.png()).isNotEmpty();
        try (PDDocument pdf = Loader.loadPDF(figure.pdf())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s", "")).contains("upwards");
        }
    }

    @Test
    void pngHasFourPixelsAPointOnWhite() throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(figure(LETTERS).png()));

        assertThat(image.getWidth()).isEqualTo(800);
        assertThat(image.getHeight()).isEqualTo(200);
        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
        assertThat(image.getRGB(42, 160) & 0xffffff).isEqualTo(0x222222);
    }

    /** A pHYs chunk holds pixels a metre: 288 / 0.0254 = 11338.6 (PNG specification, 11.3.4.3). */
    @Test
    void pngTellsItsSizeOnPaper() {
        byte[] png = figure("a").png();
        int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs");

        ByteBuffer chunk = ByteBuffer.wrap(png, at + 4, 9);
        assertThat(chunk.getInt()).isEqualTo(11339);
        assertThat(chunk.getInt()).isEqualTo(11339);
        assertThat(chunk.get()).isOne();
    }

    @Test
    void sameFigureGivesTheSameBytes() {
        assertThat(figure(LETTERS).svg()).isEqualTo(figure(LETTERS).svg());
        assertThat(figure(LETTERS).pdf()).isEqualTo(figure(LETTERS).pdf());
        assertThat(figure(LETTERS).png()).isEqualTo(figure(LETTERS).png());
    }

    @Test
    void tableRefusesRowsOfAnotherLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FigureTable(List.of("a"), List.of(List.of("1", "2"))))
                .withMessage("a row must have 1 cells, was 2");
    }

    @Test
    void cellsHaveNoNeedlessPoint() {
        assertThat(FigureTable.cell(3)).isEqualTo("3");
        assertThat(FigureTable.cell(-0.5)).isEqualTo("-0.5");
        assertThat(FigureTable.cell(Double.NaN)).isEmpty();
    }
}
