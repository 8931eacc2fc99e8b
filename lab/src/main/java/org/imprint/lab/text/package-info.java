/** Text as fields of CSV, for programs and for spreadsheets, which run some of it. */
package org.imprint.lab.text;
