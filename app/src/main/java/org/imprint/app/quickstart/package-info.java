/** The quickstart: embeds, imprints the published recipes, and shows the outcome as table, pictures and one page. */
package org.imprint.app.quickstart;
