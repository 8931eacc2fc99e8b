/**
 * Sweep files: our own schema and the published code's configuration files, read strictly, every problem told at once.
 * {@link org.imprint.lab.sweep.file.SweepFile} reads either.
 * {@link org.imprint.lab.sweep.file.CollapseFile} reads what neural collapse is measured of.
 */
package org.imprint.lab.sweep.file;
