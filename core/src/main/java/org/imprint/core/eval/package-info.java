/** How good answers are: confusion counts, and what follows from them. */
package org.imprint.core.eval;
