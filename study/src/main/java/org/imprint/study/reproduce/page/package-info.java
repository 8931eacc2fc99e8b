/**
 * The page of a reproduction and what stands on it: ours beside the published figures, tables and figures of sections.
 *
 * <p>Reads what was stored; runs nothing.
 */
package org.imprint.study.reproduce.page;
