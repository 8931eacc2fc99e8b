package org.imprint.study.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Fonts;

/** Writes a figure as PDF. */
final class PdfFile {

    /** Stands for the time of writing, which would make each file different. */
    private static final long ID = 1;

    private PdfFile() {}

    static byte[] of(Figure figure) {
        PDRectangle size = new PDRectangle((float) figure.width(), (float) figure.height());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument();
                InputStream file = Fonts.file()) {
            document.setDocumentId(ID);
            document.getDocumentInformation().setTitle(figure.title());
            document.getDocumentInformation().setSubject(figure.caption());
            PDPage page = new PDPage(size);
            document.addPage(page);
            try (PdfBoxGraphics2DFontTextDrawer text = new PdfBoxGraphics2DFontTextDrawer()) {
                text.registerFont(Fonts.of(1).getFontName(), PDType0Font.load(document, file));
                PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, size);
                g.setFontTextDrawer(text);
                figure.drawing().draw(new Canvas(g));
                g.dispose();
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawForm(g.getXFormObject());
                }
            }
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a PDF to memory", e);
        }
        return bytes.toByteArray();
    }
}
