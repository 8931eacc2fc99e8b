/**
 * Whole methods: a recipe says what happens at each step of the IMPRINT framework, presets name the published ones, and
 * {@link org.imprint.core.recipe.Imprinter} carries a recipe out.
 *
 * <p>{@link org.imprint.core.recipe.KnownMethods} is the only list of what has a name, ours and that of jars; it is read once in a process.
 * A recipe whose λ is the backbone's cannot be carried out before the λ is put in, and says so.
 */
package org.imprint.core.recipe;
