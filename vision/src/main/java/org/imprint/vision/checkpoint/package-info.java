/**
 * Safe readers of weight files: PyTorch's zip archive and legacy stream, and safetensors.
 *
 * <p>{@link org.imprint.vision.checkpoint.Checkpoint#open} recognises the format by content and gives a
 * {@link org.imprint.vision.checkpoint.StateDict}: named {@link org.imprint.vision.checkpoint.Tensor} views of the mapped file.
 * Nothing in a file is ever executed or looked up by name: the pickle machine knows a fixed list of opcodes and globals, every
 * size is compared with what the file holds before anything is allocated, and whatever does not fit is refused with a
 * {@link org.imprint.vision.checkpoint.base.CheckpointException} that starts with the path.
 */
package org.imprint.vision.checkpoint;
