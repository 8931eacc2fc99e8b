package org.imprint.vision.onnx;

/** A tensor that flows through a graph under construction, known by its name. @param name unique in the graph */
public record Value(String name) {}
