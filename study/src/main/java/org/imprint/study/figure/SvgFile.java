package org.imprint.study.figure;

import java.awt.Dimension;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.imprint.core.text.Escapes;
import org.imprint.study.figure.canvas.Canvas;
import org.imprint.study.figure.canvas.Fonts;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Writes a figure as SVG, with its title and caption inside for those who cannot see it. */
final class SvgFile {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String FIGURE = "imprint-figure";

    /** In a dark page white paper would glare: light and dark change places, colours stay. Paper and printers see nothing of it. */
    private static final String DARK =
            "@media (prefers-color-scheme: dark) { svg." + FIGURE + " { filter: invert(0.9) hue-rotate(180deg); } }";

    private static final String HEADER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private SvgFile() {}

    static String of(Figure figure) {
        Document document = emptyDocument();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setPrecision(2);
        context.setComment(null);
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        g.setSVGCanvasSize(new Dimension((int) Math.ceil(figure.width()), (int) Math.ceil(figure.height())));
        figure.drawing().draw(new Canvas(g));
        Element root = g.getRoot();
        root.setAttribute("width", FigureTable.cell(figure.width()) + "pt");
        root.setAttribute("height", FigureTable.cell(figure.height()) + "pt");
        root.setAttribute(
                "viewBox", "0 0 " + FigureTable.cell(figure.width()) + " " + FigureTable.cell(figure.height()));
        root.setAttribute("role", "img");
        root.setAttribute("class", FIGURE);
        nameFonts(root);
        describe(document, root, figure);
        StringWriter writer = new StringWriter();
        try {
            g.stream(root, writer, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write an SVG to memory", e);
        }
        String text = writer.toString();
        // Without Batik's DOCTYPE, for which a parser would look on the network.
        return HEADER + text.substring(text.indexOf("<svg"));
    }

    /** Batik names the one font it was given; a viewer without it should take one of equal widths. */
    private static void nameFonts(Element element) {
        if (element.hasAttribute("font-family")) {
            element.setAttribute("font-family", Fonts.FAMILY);
        }
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                nameFonts(child);
            }
        }
    }

    private static void describe(Document document, Element root, Figure figure) {
        Node first = root.getFirstChild();
        Element title = document.createElementNS(NAMESPACE, "title");
        title.setTextContent(Escapes.legible(figure.title()));
        Element caption = document.createElementNS(NAMESPACE, "desc");
        caption.setTextContent(Escapes.legible(figure.caption()));
        Element style = document.createElementNS(NAMESPACE, "style");
        style.setTextContent(DARK);
        Element paper = document.createElementNS(NAMESPACE, "rect");
        paper.setAttribute("width", "100%");
        paper.setAttribute("height", "100%");
        paper.setAttribute("fill", "white");
        paper.setAttribute("stroke", "none");
        root.insertBefore(title, first);
        root.insertBefore(caption, first);
        root.insertBefore(style, first);
        root.insertBefore(paper, first);
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java can make an empty XML document", e);
        }
    }
}
