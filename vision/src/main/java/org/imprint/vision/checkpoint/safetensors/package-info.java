/**
 * The safetensors format: {@link org.imprint.vision.checkpoint.safetensors.TensorHeader} checks a header,
 * {@link org.imprint.vision.checkpoint.safetensors.SafetensorsReader} reads tensors when they are asked for,
 * {@link org.imprint.vision.checkpoint.safetensors.SafetensorsWriter} writes files that any safetensors library reads.
 *
 * <pre>
 *   8 bytes   length n of the header, unsigned, little-endian
 *   n bytes   header: a JSON object, {"NAME": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …}, and beside the
 *             tensors, if anything, "__metadata__": {"KEY": "TEXT", …}
 *   the rest  elements, little-endian, row-major; the tensors tile it without overlap, hole or rest
 * </pre>
 *
 * <p>Nothing is allocated for a file before its sizes have been compared with what the file holds.
 */
package org.imprint.vision.checkpoint.safetensors;
