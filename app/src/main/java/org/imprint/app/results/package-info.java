/** What the commands about result stores print. */
package org.imprint.app.results;
