/**
 * HDF5 files: a reader in Java that checks every number of the file before it trusts it, and a writer on the native library.
 *
 * <p>{@link org.imprint.vision.store.hdf5.Hdf5Reader} reads tables and attributes; jHDF takes chunks apart.
 * {@link org.imprint.vision.store.hdf5.NativeFile} writes. Knows nothing of embeddings. Nothing here may take memory on the word of a
 * header, and every call of the native library holds its lock.
 */
package org.imprint.vision.store.hdf5;
