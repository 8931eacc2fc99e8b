/**
 * YAML that is read strictly: every key is asked for or refused, with its line and what was perhaps meant.
 *
 * <p>Knows no sweep. Faults are collected, so that all are told at once.
 */
package org.imprint.lab.sweep.yaml;
