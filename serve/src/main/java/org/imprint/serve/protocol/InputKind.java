package org.imprint.serve.protocol;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.protocol.tensor.TensorShape;
import org.imprint.serve.protocol.tensor.TensorType;

/** What a model may be asked with; each request has one of these. */
enum InputKind {
    /** Image files. */
    IMAGE(TensorType.BYTES, Set.of(TensorType.BYTES), "[n] or [n, 1]"),
    /** RGB pixels of images of one size. */
    PIXELS(TensorType.UINT8, Set.of(TensorType.UINT8), "[n, h, w, 3] or [n, 3, h, w]"),
    /** Embeddings. */
    EMBEDDINGS(
            TensorType.FP32, EnumSet.of(TensorType.FP16, TensorType.BF16, TensorType.FP32, TensorType.FP64), "[n, d]");

    private final TensorType type;
    private final Set<TensorType> taken;
    private final String shapes;

    InputKind(TensorType type, Set<TensorType> taken, String shapes) {
        this.type = type;
        this.taken = taken;
        this.shapes = shapes;
    }

    /** Returns the name of the tensor. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the type of elements that it is made for. */
    TensorType type() {
        return type;
    }

    /** Returns the content type by which clients may say how JSON holds it. */
    String contentType() {
        return this == IMAGE ? "base64" : "np";
    }

    /** Checks what was given. @param d length of an embedding @throws HttpProblem if the type or the shape is another */
    void check(TensorType given, TensorShape shape, int d) {
        if (!taken.contains(given)) {
            throw new HttpProblem(400, "datatype of " + wireName() + " must be one of " + taken + ", was " + given);
        }
        if (!fits(shape, d)) {
            throw new HttpProblem(
                    400,
                    "shape of " + wireName() + " must be " + shapes.replace("d", Integer.toString(d)) + ", was "
                            + shape);
        }
        if (this == PIXELS && shape.dim(1) == 3 && shape.dim(3) == 3) {
            throw new HttpProblem(
                    400, "shape of pixels must have one axis of 3, the channels, was " + shape + ", which has two");
        }
    }

    /** Checks how many images there are, before anything is made of them. @throws HttpProblem of status 413 if too many */
    void checkImages(TensorShape shape, int most) {
        if (this != EMBEDDINGS && shape.dim(0) > most) {
            throw new HttpProblem(
                    413, wireName() + " must be at most " + most + " images in a request, was " + shape.dim(0));
        }
    }

    private boolean fits(TensorShape shape, int d) {
        return switch (this) {
            case IMAGE -> shape.rank() == 1 || shape.rank() == 2 && shape.dim(1) == 1;
            case PIXELS -> shape.rank() == 4 && (shape.dim(3) == 3 || shape.dim(1) == 3);
            case EMBEDDINGS -> shape.rank() == 2 && shape.dim(1) == d;
        };
    }
}
