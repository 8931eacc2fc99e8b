package org.imprint.vision.decode.webp;

/** The header of a VP8 key frame: segments, loop filter, steps and probabilities (RFC 6386, section 9). */
final class Vp8Header {

    /** Steps of one segment's coefficients: DC and AC of luma, of luma's DC (Y2) and of chroma. */
    record Steps(int[] luma, int[] second, int[] chroma) {}

    /**
     * Strength of the loop filter for a macroblock.
     *
     * @param limit of the difference over an inner edge; 0 filters nothing
     * @param inner limit of the differences beside an edge
     * @param variance what counts as high variance
     */
    record Strength(int limit, int inner, int variance) {}

    private static final int SEGMENTS = 4;
    private static final int MOST_LEVEL = 63;

    private final Vp8Bits in;
    private final boolean segmented;
    private boolean segmentMap;
    private boolean absolute;
    private final int[] quantizers = new int[SEGMENTS];
    private final int[] levels = new int[SEGMENTS];
    private final int[] segmentTree = {255, 255, 255};
    private final boolean simpleFilter;
    private final int level;
    private final int sharpness;
    private int referenceDelta;
    private int modeDelta;
    private final boolean deltas;
    private final int partitions;
    private final Steps[] steps = new Steps[SEGMENTS];
    private final int[] probabilities = new int[Vp8Tables.COEFFICIENTS.length];
    private final int skipProbability;

    Vp8Header(Vp8Bits in) {
        this.in = in;
        in.number(2); // colour space and clamping, which decoders of WebP take no notice of
        segmented = in.flag();
        if (segmented) {
            segments();
        }
        simpleFilter = in.flag();
        level = in.number(6);
        sharpness = in.number(3);
        deltas = in.flag();
        if (deltas && in.flag()) {
            referenceDelta = in.optional(6);
            for (int i = 1; i < 4; i++) {
                in.optional(6);
            }
            modeDelta = in.optional(6);
            for (int i = 1; i < 4; i++) {
                in.optional(6);
            }
        }
        partitions = 1 << in.number(2);
        steps();
        in.flag(); // whether the probabilities outlive the frame
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = in.bit(Vp8Tables.UPDATES[i]) == 1 ? in.number(8) : Vp8Tables.COEFFICIENTS[i];
        }
        skipProbability = in.flag() ? in.number(8) : -1;
    }

    private void segments() {
        segmentMap = in.flag();
        if (in.flag()) {
            absolute = in.flag();
            for (int s = 0; s < SEGMENTS; s++) {
                quantizers[s] = in.optional(7);
            }
            for (int s = 0; s < SEGMENTS; s++) {
                levels[s] = in.optional(6);
            }
        }
        if (segmentMap) {
            for (int i = 0; i < segmentTree.length; i++) {
                segmentTree[i] = in.flag() ? in.number(8) : 255;
            }
        }
    }

    private void steps() {
        int base = in.number(7);
        int lumaDc = in.optional(4);
        int secondDc = in.optional(4);
        int secondAc = in.optional(4);
        int chromaDc = in.optional(4);
        int chromaAc = in.optional(4);
        for (int s = 0; s < SEGMENTS; s++) {
            int q = segmented ? quantizers[s] + (absolute ? 0 : base) : base;
            steps[s] = new Steps(
                    new int[] {Vp8Tables.DC[clip(q + lumaDc, 127)], Vp8Tables.AC[clip(q, 127)]},
                    new int[] {
                        2 * Vp8Tables.DC[clip(q + secondDc, 127)],
                        Math.max(8, Vp8Tables.AC[clip(q + secondAc, 127)] * 155 / 100)
                    },
                    new int[] {Vp8Tables.DC[clip(q + chromaDc, 117)], Vp8Tables.AC[clip(q + chromaAc, 127)]});
        }
    }

    private static int clip(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    /** Reads the segment of the next macroblock. */
    int segment() {
        if (!segmentMap) {
            return 0;
        }
        return in.bit(segmentTree[0]) == 0 ? in.bit(segmentTree[1]) : 2 + in.bit(segmentTree[2]);
    }

    /** Reads whether the next macroblock has no coefficients. */
    boolean skipped() {
        return skipProbability >= 0 && in.bit(skipProbability) == 1;
    }

    int partitions() {
        return partitions;
    }

    Steps steps(int segment) {
        return steps[segment];
    }

    /** Returns the shared probabilities of coefficient tokens. */
    int[] probabilities() {
        return probabilities;
    }

    boolean simpleFilter() {
        return simpleFilter;
    }

    /** Returns whether any edge is filtered. */
    boolean filtered() {
        return level != 0;
    }

    /** Returns the strength of the loop filter for macroblocks of a segment. */
    Strength strength(int segment, boolean fourByFour) {
        int own = segmented ? levels[segment] + (absolute ? 0 : level) : level;
        if (deltas) {
            own += referenceDelta + (fourByFour ? modeDelta : 0);
        }
        own = clip(own, MOST_LEVEL);
        if (own == 0) {
            return new Strength(0, 0, 0);
        }
        int inner = own;
        if (sharpness > 0) {
            inner = Math.min(own >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
        }
        inner = Math.max(1, inner);
        return new Strength(2 * own + inner, inner, own >= 40 ? 2 : own >= 15 ? 1 : 0);
    }
}
