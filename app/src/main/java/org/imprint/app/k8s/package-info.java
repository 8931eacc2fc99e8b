/**
 * The {@code imprint k8s} commands.
 *
 * <p>Fields and signatures of commands name no class of the cluster's client: every start of {@code imprint} reads them, and only
 * these commands should pay for it.
 */
package org.imprint.app.k8s;
