/**
 * The {@code imprint dataset} commands.
 *
 * <p>Which files there are, and what is right about them, is the business of {@code vision}; these commands ask and print.
 */
package org.imprint.app.dataset;
