/** {@code imprint reproduce}: what sections need, what is done, what came of it; deciding is the business of {@code study}. */
package org.imprint.app.reproduce;
