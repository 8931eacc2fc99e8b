package org.imprint.app.episodes;

import org.imprint.core.episode.RecipeEpisodes;
import org.imprint.core.eval.PairedDifference;
import org.imprint.core.recipe.Preset;

/**
 * What one recipe came to with one number of shots.
 *
 * @param shots K
 * @param preset the recipe
 * @param episodes how it did
 * @param difference how much more accurate it is than the first recipe
 */
record PlayedRecipe(int shots, Preset preset, RecipeEpisodes episodes, PairedDifference difference) {}
