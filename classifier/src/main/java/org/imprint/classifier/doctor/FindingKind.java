package org.imprint.classifier.doctor;

import org.imprint.core.Named;

/**
 * What can be wrong with a set of images, worst first among findings of one score.
 *
 * <p>Wire names are for the command line, JSON and pages, and never change. How the score of a finding is computed stands at each kind:
 * it is in [0, 1], 1 is worst, and it compares findings of one kind; between kinds it only orders.
 */
public enum FindingKind implements Named {
    /** A file that no decoder can read. Score 1. */
    UNREADABLE(
            "unreadable",
            "Files that cannot be read",
            Evidence.FILES,
            "Save the image again from its origin, or leave the file out: nothing can be learned of it."),
    /** A file that ends before its image does. Score 1; 0.5 if no more than the end mark is missing. */
    TRUNCATED(
            "truncated",
            "Files that end too early",
            Evidence.FILES,
            "Copy the file again from its origin; fit leaves out what is not whole."),
    /** A backbone that answers the same for all: embeddings are (nearly) equal, zero, or no numbers. Score: the share of images that it is so for. */
    SAME_EMBEDDING(
            "same-embedding",
            "Embeddings that tell nothing",
            Evidence.EMBEDDINGS,
            "Look at the backbone: its preprocessing (scale, mean, channel order), the chosen output, or the file itself is wrong."),
    /** The same image, exact or near, in both the training and the test images. Score 1 if exact, else that of a near duplicate. */
    LEAKAGE(
            "leakage",
            "Test images that were learned",
            Evidence.EMBEDDINGS,
            "Take the image out of the training or of the test images: accuracy on it is memory."),
    /** The same image, exact or near, in two classes. Score 1 if exact, else that of a near duplicate. */
    TWO_CLASSES(
            "two-classes",
            "One image in two classes",
            Evidence.EMBEDDINGS,
            "Keep it in the class that is right and take it out of the other."),
    /** An image whose neighbours and class scores speak for another class. Score: probability of that class less that of its own, from 0. */
    WRONG_LABEL(
            "wrong-label",
            "Labels that look wrong",
            Evidence.EMBEDDINGS,
            "Look at the image; move it to the class that is named, or leave it if the label is right."),
    /** Byte for byte the same file more than once in a class. Score 1. */
    EXACT_DUPLICATE(
            "exact-duplicate",
            "Exact duplicates",
            Evidence.FILES,
            "Keep one: the others add nothing, and make left-out scores look better than they are."),
    /** Images of a class that are nearly the same: another size, compression or crop, or the next frame. */
    NEAR_DUPLICATE(
            "near-duplicate",
            "Near duplicates",
            Evidence.EMBEDDINGS,
            "Keep the best of them, unless the small difference matters."),
    /** An image that is far from all others of its class. */
    OUTLIER(
            "outlier",
            "Images unlike their class",
            Evidence.EMBEDDINGS,
            "Look whether it belongs to any class; leave it out if not, add more like it if so."),
    /** Two classes that are taken for one another. */
    ALIKE_CLASSES(
            "alike-classes",
            "Classes that are hard to tell apart",
            Evidence.EMBEDDINGS,
            "Merge them, sharpen what each means, or add images that show the difference."),
    /** Every pixel (nearly) the same. Score: 4 / (4 + standard deviation of the levels). */
    BLANK("blank", "Blank images", Evidence.FILES, "Leave it out: there is nothing on it to learn."),
    /** Far fewer pixels than the backbone's input has. Score: e / (2 + e), e how many times its resize enlarges. */
    TINY("tiny", "Tiny images", Evidence.FILES, "Find the image in a larger size, or leave it out."),
    /** No sharp edge anywhere, for its set and class. Score: the lower of z / (3.5 + z) and 0.02 / (0.02 + sharpness). */
    BLURRED("blurred", "Blurred images", Evidence.FILES, "Leave it out, unless answers are asked for such images too."),
    /** Nearly black. Score: 82 / (82 + the level that 99 % of the pixels keep below). */
    DARK(
            "dark",
            "Dark images",
            Evidence.FILES,
            "Brighten or leave it out, unless answers are asked for such images too."),
    /** Nearly white, so that little can be seen. Score: 51 / (51 + 255 less the level that 99 % of the pixels keep above). */
    BRIGHT(
            "bright",
            "Images that are too bright",
            Evidence.FILES,
            "Darken or leave it out, unless answers are asked for such images too."),
    /** So long or so tall that most is cropped or squeezed. Score: a / (3 + a), a the longer side over the shorter. */
    ODD_ASPECT(
            "odd-aspect", "Odd shapes", Evidence.FILES, "Crop the image to what it shows: the backbone sees a square."),
    /**
     * An orientation in the EXIF data that other programs pass over, or that does not fit the pixels. Score: 0.5 turned, 0.75 mirrored, 1
     * where EXIF contradicts itself.
     */
    ROTATED(
            "rotated",
            "Images turned by their EXIF data",
            Evidence.FILES,
            "Save the image upright: a program that passes over the mark sees it lying or upside down."),
    /** A class with far fewer images than the others. Score: 1 less its share of the median class. */
    IMBALANCE(
            "imbalance",
            "Classes with few images beside the others",
            Evidence.LABELS,
            "Add images to the small classes; look at recall by class, not at accuracy alone."),
    /**
     * A class with fewer than ⌈1/α⌉ − 1 images, which is hardly answered for as many as a threshold of its own takes. Score: 1 less its
     * share of that number.
     */
    FEW_EXAMPLES(
            "few-examples",
            "Classes too small for a threshold of their own",
            Evidence.LABELS,
            "Add images, or ask for a larger false-reject rate; until then it borrows its threshold from all classes, where they have enough.");

    private final String wireName;
    private final String title;
    private final Evidence evidence;
    private final String whatToDo;

    FindingKind(String wireName, String title, Evidence evidence, String whatToDo) {
        this.wireName = wireName;
        this.title = title;
        this.evidence = evidence;
        this.whatToDo = whatToDo;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns its heading. */
    public String title() {
        return title;
    }

    /** Returns what it is read from. */
    public Evidence evidence() {
        return evidence;
    }

    /** Returns what to do about it, one or two sentences. */
    public String whatToDo() {
        return whatToDo;
    }

    /** Returns whether leaving out is a cure for it that needs no look at each image; see {@link Finding#isCuredByLeavingOut}. */
    boolean isCuredByLeavingOut() {
        return switch (this) {
            case UNREADABLE, TRUNCATED, BLANK, EXACT_DUPLICATE, LEAKAGE -> true;
            default -> false;
        };
    }

    /** Returns the kind of a wire name. @throws ImprintException if there is none, naming all */
    public static FindingKind find(String wireName) {
        return Named.find("finding", FindingKind.class, wireName);
    }
}
