/**
 * NORMpre, NORMpost and NORMinf: the normalisations before proxy generation, of the proxies, and of queries.
 *
 * <p>Row normalisations look at one row alone; quantile normalisation looks at all proxies and fits NORMpost only, which the
 * types say.
 */
package org.imprint.core.norm;
