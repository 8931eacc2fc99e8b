/** Which embeddings a two-dimensional map shows: rows of files, a deterministic sample of each class. */
package org.imprint.study.map;
