package org.imprint.vision.checkpoint;

import org.imprint.core.Named;

/** The container a state dict was read from. */
public enum CheckpointFormat implements Named {
    /** PyTorch's zip archive, torch 1.6 and later. */
    TORCH_ZIP("zip"),
    /** PyTorch's stream of pickles and raw storages, before torch 1.6. */
    TORCH_LEGACY("legacy"),
    /** Hugging Face's safetensors. */
    SAFETENSORS("safetensors");

    private final String wireName;

    CheckpointFormat(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
