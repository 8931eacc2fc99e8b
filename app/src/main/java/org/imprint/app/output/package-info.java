/** Places that commands write to: tried before work begins, and left as they were by a command that fails. */
package org.imprint.app.output;
