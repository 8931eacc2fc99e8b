package org.imprint.vision.zoo.network;

/** A tensor that flows through a graph under construction, known by its name. */
public record Value(String name) {}
