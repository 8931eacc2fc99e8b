package org.imprint.study.figure;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** An SVG as parsed: its elements of one name, attributes inherited. */
public final class Svg {

    private final Element root;

    private Svg(Element root) {
        this.root = root;
    }

    public static Svg of(Figure figure) {
        try {
            return new Svg(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(figure.svg())))
                    .getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError("an SVG must be XML", e);
        }
    }

    Element root() {
        return root;
    }

    public List<Element> all(String name) {
        NodeList nodes = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    public List<String> texts() {
        return all("text").stream().map(Element::getTextContent).toList();
    }

    /** Returns an attribute of the element, or of the nearest one around it. */
    public static String attribute(Element element, String name) {
        return element.hasAttribute(name) || !(element.getParentNode() instanceof Element parent)
                ? element.getAttribute(name)
                : attribute(parent, name);
    }

    public static double number(Element element, String name) {
        return Double.parseDouble(attribute(element, name));
    }
}
