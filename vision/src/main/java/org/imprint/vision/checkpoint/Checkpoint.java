package org.imprint.vision.checkpoint;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;

/** Opens weight files of all known formats. */
public final class Checkpoint {

    private static final long ZIP_MAGIC = 0x04034b50;
    private static final int PICKLE_MAGIC = 0x80;
    private static final long USTA = 0x61747375;
    private static final int TAR_MAGIC = 257;

    private Checkpoint() {}

    /**
     * Maps a file, recognises its format by content, checks its whole structure and returns its tensors.
     *
     * <p>A tuple of tensors, such as a data set's pair of images and labels, counts as a dictionary with the names 0, 1, …
     *
     * <p>Cost: one pass over a zip archive for its checksums, the header alone otherwise; no tensor is copied.
     *
     * @param path a file of at most 2^31 - 1 bytes
     * @throws org.imprint.vision.checkpoint.base.CheckpointException if it cannot be read or breaks any rule of its format
     */
    public static StateDict open(Path path) {
        return read(FileBytes.map(path));
    }

    /** Reads from memory, as {@link #open}. */
    static StateDict parse(String name, ByteBuffer bytes) {
        return read(new FileBytes(name, bytes));
    }

    private static StateDict read(FileBytes file) {
        if (file.size() >= 4 && file.u32(0) == ZIP_MAGIC) {
            return TorchZip.read(file);
        }
        // A safetensors length may start with a pickle's first byte, but no legacy stream has '{' as its ninth.
        if (file.size() >= 9 && file.u8(8) == '{') {
            return Safetensors.read(file);
        }
        if (file.size() >= 1 && file.u8(0) == PICKLE_MAGIC) {
            return TorchLegacy.read(file);
        }
        throw file.refuse(
                Reason.BAD_MAGIC,
                "must be a PyTorch zip archive, a PyTorch legacy stream or a safetensors file, but starts with "
                        + start(file) + guess(file));
    }

    private static String start(FileBytes file) {
        StringBuilder hex = new StringBuilder("bytes [");
        for (int i = 0; i < Math.min(8, file.size()); i++) {
            hex.append(i == 0 ? "" : " ").append(String.format("%02x", file.u8(i)));
        }
        return hex.append(']').toString();
    }

    /** Says what the file is instead, where it is something that people do meet. */
    private static String guess(FileBytes file) {
        if (file.size() == 0) {
            return ": the file is empty";
        }
        if (file.u8(0) == '<') {
            return ": this looks like a web page, so the download failed";
        }
        boolean tar = file.size() > TAR_MAGIC + 5 && file.u32(TAR_MAGIC) == USTA && file.u8(TAR_MAGIC + 4) == 'r';
        return tar
                ? ": this is a tar file, such as torch wrote before version 0.1.10; save it again with a newer one"
                : "";
    }
}
