/**
 * The sections of the published README: which files describe them, what is run and measured for one, and what came of it.
 *
 * <p>Knows neither where data comes from nor what is shown.
 */
package org.imprint.study.reproduce.section;
