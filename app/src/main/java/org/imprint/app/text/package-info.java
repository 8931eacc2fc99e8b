/** Text for terminals: tables and progress. */
package org.imprint.app.text;
