/**
 * What all readers and writers of weight files share: element types, and the exception that refuses a file.
 *
 * <p>Wire names and sizes of element types are those of the formats; files hold them.
 */
package org.imprint.vision.checkpoint.base;
