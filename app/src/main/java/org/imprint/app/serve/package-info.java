/** {@code imprint serve}. */
package org.imprint.app.serve;
