package org.imprint.vision.backbone;

/** What ONNX Runtime is asked to save. */
public enum Tuning {
    /** Time: weights are copied into the order in which kernels read them; opening needs about twice the file's size. */
    SPEED,
    /** Memory: weights stay as they are; opening needs about the file's size, inference is slower. For a few images. */
    MEMORY
}
