/** How often what learning curves foretell holds, on embeddings that are there. */
package org.imprint.bench.curve;
