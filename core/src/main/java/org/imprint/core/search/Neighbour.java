package org.imprint.core.search;

/**
 * A proxy near a query.
 *
 * @param proxy index of the proxy among all proxies of the head, in class order
 * @param classIndex its class, in [0, C)
 * @param value its distance from the query by the head's metric (smaller is nearer), or its inner product with the query
 *     where the head takes the maximum of those (larger is nearer)
 */
public record Neighbour(int proxy, int classIndex, double value) {}
