/**
 * A classifier in one file: start at {@link org.imprint.classifier.file.ImprintFile}.
 *
 * <p>The file is a safetensors file: any library for that format reads its tensors and texts, and nothing in it is ever executed. It is
 * written whole or not at all, and read by the version that it says; each version ever written stays readable. Whatever is damaged is
 * refused, by checksums of the header, of each tensor, and of each row that is read alone.
 */
package org.imprint.classifier.file;
