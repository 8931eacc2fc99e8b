package org.imprint.vision.decode.base;

/** A file in memory with its name and what decoding it may cost, read at places that are checked first. */
public final class Bytes {

    private final String name;
    private final byte[] data;
    private final ImageBudget budget;
    private final long started;

    /** Creates bytes under the budget of this process. @param name starts error messages */
    public Bytes(String name, byte[] data) {
        this(name, data, ImageBudget.standard());
    }

    /** Creates bytes whose time runs from now. @param data shared, not copied */
    public Bytes(String name, byte[] data, ImageBudget budget) {
        this(name, data, budget, System.nanoTime());
    }

    private Bytes(String name, byte[] data, ImageBudget budget, long started) {
        this.started = started;
        this.name = name;
        this.data = data;
        this.budget = budget;
    }

    /** Refuses sizes that are illegal or beyond the budget. */
    public void checkSize(long width, long height) {
        if (width < 1 || height < 1) {
            throw damaged("image data: sides must be at least 1, was " + width + "x" + height);
        }
        boolean sides = width <= ImageBudget.MAX_SIDE && height <= ImageBudget.MAX_SIDE;
        if (!sides || width * height > budget.pixels()) {
            throw error(
                    ImageProblem.TOO_LARGE,
                    "image must have sides in [1, " + ImageBudget.MAX_SIDE + "] and at most " + budget.pixels()
                            + " pixels, was " + width + "x" + height + advice(width * height, sides));
        }
    }

    private static String advice(long pixels, boolean sides) {
        boolean heapIsWhy = ImageBudget.standard().pixels() < ImageBudget.STANDARD_PIXELS;
        if (!sides || pixels > ImageBudget.STANDARD_PIXELS || !heapIsWhy) {
            return "";
        }
        return "; a larger heap (-Xmx) allows up to " + ImageBudget.STANDARD_PIXELS;
    }

    /** Refuses decoded samples of more bytes than the largest image may have. */
    public void checkCost(long bytes) {
        if (bytes > 4L * budget.pixels() || bytes > Integer.MAX_VALUE - 8) {
            throw error(
                    ImageProblem.TOO_LARGE,
                    "decoded samples must have at most " + Math.min(4L * budget.pixels(), Integer.MAX_VALUE - 8)
                            + " bytes, was " + bytes);
        }
    }

    /** Returns bytes of this file under its name and budget. */
    public Bytes part(byte[] bytes) {
        return new Bytes(name, bytes, budget, started);
    }

    /** Refuses a size that the compressed bytes cannot hold at the format's best ratio. */
    public void checkHeld(long needed, long held, long perByte) {
        if (needed / perByte > held) {
            throw truncated("header promises " + needed + " values, file holds only " + held + " bytes for them");
        }
    }

    /** Throws when decoding has taken longer than the budget allows. */
    public void checkTime() {
        if (late()) {
            throw error(ImageProblem.TOO_SLOW, "decoding must take at most " + budget.time());
        }
    }

    /** Returns whether decoding has taken longer than the budget allows. */
    boolean late() {
        return System.nanoTime() - started > budget.time().toNanos();
    }

    /** Returns the exception for a problem of this file; the message starts with its name. */
    public ImageException error(ImageProblem problem, String text) {
        return new ImageException(problem, name + ": " + text);
    }

    /** As {@link #error(ImageProblem, String)}, with the error beneath. */
    public ImageException error(ImageProblem problem, String text, Throwable cause) {
        String detail = cause.getMessage();
        return new ImageException(problem, name + ": " + text + (detail == null ? "" : ": " + detail), cause);
    }

    /** Returns the exception for bytes that contradict their format. */
    public ImageException damaged(String text) {
        return error(ImageProblem.DAMAGED, "damaged " + text);
    }

    /** Returns the exception for a rare kind of a format. */
    public ImageException unsupported(String text) {
        return error(ImageProblem.UNSUPPORTED, text);
    }

    /** Returns the exception for a file that ends before its pixels do. */
    public ImageException truncated(String text) {
        return error(ImageProblem.TRUNCATED, "truncated: " + text);
    }

    /** Returns the number of bytes. */
    public int length() {
        return data.length;
    }

    /** Returns the shared bytes. */
    public byte[] data() {
        return data;
    }

    /** Returns whether the first bytes are these. */
    public boolean startsWith(int... values) {
        return data.length >= values.length && matches(0, values);
    }

    /** Returns whether the bytes at a place are these; false where the file ends before. */
    public boolean matches(int at, int... values) {
        if (at < 0 || at > data.length - values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if ((data[at + i] & 0xff) != values[i]) {
                return false;
            }
        }
        return true;
    }

    /** Throws unless {@code n} bytes are there from {@code at} on. */
    public void need(long at, long n) {
        if (at < 0 || n < 0 || at + n > data.length) {
            throw truncated("needs " + n + " bytes at offset " + at + ", file holds " + data.length);
        }
    }

    /** Returns the byte at a place, in [0, 255]. */
    public int u8(int at) {
        need(at, 1);
        return data[at] & 0xff;
    }

    /** Returns two bytes, the high one first. */
    public int u16be(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    /** Returns two bytes, the low one first. */
    public int u16le(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    /** Returns four bytes, the highest first. */
    public long u32be(int at) {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    /** Returns four bytes, the lowest first. */
    public long u32le(int at) {
        return u16le(at) | (long) u16le(at + 2) << 16;
    }
}
