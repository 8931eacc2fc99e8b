/**
 * The commands on a classifier: {@code imprint fit}, what is asked of what it makes, and what changes that.
 *
 * <p>A command only speaks: what is learned, forgotten, judged, shown or exported is done by the module {@code classifier}. Images that
 * were left out are told, never dropped in silence.
 */
package org.imprint.app.classifier;
