package org.imprint.vision.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.imprint.vision.checkpoint.base.CheckpointException.Reason;

/** Reads PyTorch's zip archive: {@code ROOT/data.pkl} and one record {@code ROOT/data/KEY} per storage. */
final class TorchZip {

    private final FileBytes file;
    private final ZipArchive zip;
    private final String root;

    private TorchZip(FileBytes file) {
        this.file = file;
        this.zip = ZipArchive.open(file);
        this.root = root();
    }

    static StateDict read(FileBytes file) {
        TorchZip archive = new TorchZip(file);
        archive.checkKind();
        archive.zip.verify();
        archive.checkByteOrder();
        ZipArchive.Entry program = archive.find("data.pkl")
                .orElseThrow(() -> file.refuse(
                        Reason.MISSING_RECORD,
                        "must have a record " + archive.root + "/data.pkl, but has none: not a PyTorch archive"));
        int start = (int) program.data();
        int end = (int) program.end();
        TorchTensors tensors = new TorchTensors(file);
        PickleCalls calls = new PickleCalls(file, tensors, CheckpointFormat.TORCH_ZIP);
        Unpickler unpickler = new Unpickler(file, start, end, calls);
        Object object = unpickler.run();
        if (unpickler.position() != end) {
            throw file.refuse(
                    Reason.MALFORMED,
                    "data.pkl must end with STOP, but " + (end - unpickler.position()) + " bytes follow");
        }
        return tensors.stateDict(object, CheckpointFormat.TORCH_ZIP, archive::storage);
    }

    private String root() {
        String first = "";
        for (String name : zip.entries().keySet()) {
            int slash = name.indexOf('/');
            String here = slash < 0 ? "" : name.substring(0, slash);
            if (here.isEmpty() || !first.isEmpty() && !first.equals(here)) {
                throw file.refuse(Reason.MALFORMED, "all records must lie under one folder, but " + name + " does not");
            }
            first = here;
        }
        return first;
    }

    private Optional<ZipArchive.Entry> find(String record) {
        return Optional.ofNullable(zip.entries().get(root + "/" + record));
    }

    private void checkKind() {
        if (find("constants.pkl").isPresent()) {
            throw file.refuse(Reason.UNSUPPORTED, "is a TorchScript archive, which holds code; a state dict is needed");
        }
    }

    private void checkByteOrder() {
        find("byteorder").ifPresent(entry -> {
            ByteBuffer bytes = zip.bytes(entry);
            if (!bytes.equals(ByteBuffer.wrap("little".getBytes(StandardCharsets.US_ASCII)))) {
                throw file.refuse(Reason.UNSUPPORTED, "record byteorder must say little, but says something else");
            }
        });
    }

    private ByteBuffer storage(TorchTensors.Storage storage) {
        ZipArchive.Entry entry = find("data/" + storage.key())
                .orElseThrow(() -> file.refuse(
                        Reason.MISSING_RECORD, "must have a record data/" + storage.key() + ", but has none"));
        if (entry.size() != storage.bytes()) {
            throw file.refuse(
                    Reason.SIZE_MISMATCH,
                    "record data/" + storage.key() + " must have " + storage.bytes() + " bytes for " + storage.numel()
                            + " " + storage.dtype().wireName() + ", was " + entry.size());
        }
        return zip.bytes(entry);
    }
}
