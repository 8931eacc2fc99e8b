/** Presampling: which rows of a class the generator gets to see. */
package org.imprint.core.presample;
