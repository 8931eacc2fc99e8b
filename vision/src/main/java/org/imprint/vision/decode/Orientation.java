package org.imprint.vision.decode;

/** Whether the camera's note on how the picture was held is obeyed. */
public enum Orientation {
    /** The image is turned as its EXIF orientation says, as viewers show it. */
    UPRIGHT,
    /** The pixels are taken as stored, as torchvision and the published code do. */
    AS_STORED
}
