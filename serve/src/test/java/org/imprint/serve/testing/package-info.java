/** What tests of the server share: a running one, and what is sent to it. */
package org.imprint.serve.testing;
