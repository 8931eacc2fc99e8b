/**
 * {@code imprint quickstart}: embeds, imprints the published recipes, and shows the outcome as table, pictures and one page.
 *
 * <p>Recipes are answered one after the other on the same embeddings, and the first answer is not timed, because it pays for loading code.
 * Figures of few own images are no result, and the page says of how many they are.
 */
package org.imprint.app.quickstart;
