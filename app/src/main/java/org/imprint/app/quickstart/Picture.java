package org.imprint.app.quickstart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/** Something drawn once that becomes a PNG as well as an SVG. */
interface Picture {

    /** Pixels of the PNG per unit of the drawing: sharp on dense screens. */
    int PNG_SCALE = 2;

    int width();

    int height();

    void draw(Graphics2D g);

    /** Returns the picture as a PNG file of {@value #PNG_SCALE} pixels a unit. */
    default byte[] png() {
        BufferedImage image = new BufferedImage(PNG_SCALE * width(), PNG_SCALE * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(PNG_SCALE, PNG_SCALE);
        draw(g);
        g.dispose();
        return encode(image);
    }

    /** Returns the picture as an SVG document with a view box, so that it scales with the page. */
    default String svg() {
        Document document = emptyDocument();
        SVGGraphics2D g = new SVGGraphics2D(document);
        g.setSVGCanvasSize(new java.awt.Dimension(width(), height()));
        draw(g);
        org.w3c.dom.Element root = g.getRoot();
        root.setAttribute("viewBox", "0 0 " + width() + " " + height());
        StringWriter text = new StringWriter();
        try {
            g.stream(root, text, true, false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write an SVG to memory", e);
        }
        return text.toString();
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java can make an empty XML document", e);
        }
    }

    /** Encodes an image as PNG. */
    static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a PNG to memory", e);
        }
        return bytes.toByteArray();
    }
}
