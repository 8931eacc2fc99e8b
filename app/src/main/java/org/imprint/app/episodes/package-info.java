/** {@code imprint episodes}: few-shot episodes as tables and lines; playing them is the business of {@code core}. */
package org.imprint.app.episodes;
