/**
 * Whole methods: a recipe says what happens at each step of the IMPRINT framework, presets name the published ones, and
 * {@link org.imprint.core.recipe.Imprinter} carries a recipe out.
 */
package org.imprint.core.recipe;
