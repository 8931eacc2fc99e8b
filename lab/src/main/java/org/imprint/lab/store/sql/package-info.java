/**
 * SQL on a result store, by an embedded analytical database that asks the store's rows for the columns a query uses.
 *
 * <p>Nothing is copied into the database beforehand, and queries can read nothing but the store and write nothing at all.
 */
package org.imprint.lab.store.sql;
