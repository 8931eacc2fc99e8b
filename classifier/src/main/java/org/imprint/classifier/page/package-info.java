/**
 * What HTML pages share: the frame with its content security policy, style and theme, pictures inside the page, and strangers' names as
 * text. A page needs nothing beside itself and asks for nothing.
 */
package org.imprint.classifier.page;
