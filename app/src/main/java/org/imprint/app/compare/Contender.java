package org.imprint.app.compare;

import org.imprint.core.recipe.Recipe;

/**
 * One way to answer, of those that are compared.
 *
 * @param name what it is called among the others
 * @param backbone what made its embeddings
 * @param recipe how it is made of them, λ put in
 */
record Contender(String name, String backbone, Recipe recipe) {}
