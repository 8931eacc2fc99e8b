/** What an image is like as a picture: how dark, how flat, how sharp; arithmetic on pixels, without limits and without advice. */
package org.imprint.vision.quality;
