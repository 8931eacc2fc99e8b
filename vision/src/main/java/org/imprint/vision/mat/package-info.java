/**
 * Reads MATLAB's MAT-file format, version 5 (MATLAB 5 to 7.2), as far as data sets use it: numbers, text and structs.
 *
 * <p>Own code because the libraries at hand take an array's size from its header on trust; here memory is taken only for bytes that the
 * file delivers. Format: "MAT-File Format", The MathWorks, sections "Level 5 MAT-File Format".
 */
package org.imprint.vision.mat;
