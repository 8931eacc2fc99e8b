/**
 * Official files to the disk: downloads that resume, digests, and archives that cannot write outside their target.
 *
 * <p>A file has its final name only once it is whole and its digest is right. Whatever goes wrong becomes a
 * {@link org.imprint.vision.data.DataException} that names the file, the address, what was expected and what was there.
 */
package org.imprint.vision.fetch;
