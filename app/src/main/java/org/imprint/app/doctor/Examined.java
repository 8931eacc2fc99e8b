package org.imprint.app.doctor;

import java.util.List;
import java.util.Optional;
import org.imprint.classifier.doctor.Diagnosis;
import org.imprint.vision.data.LeftOut;

/**
 * What was looked at, and what was found.
 *
 * @param name of the images, as the user gave it
 * @param test of the test images, if there were any
 * @param classNames the classes, in their order
 * @param backbone the name of the backbone, if embeddings were looked at
 * @param leftOut what lay beside the images and is none
 * @param diagnosis the findings
 */
record Examined(
        String name,
        Optional<String> test,
        List<String> classNames,
        Optional<String> backbone,
        LeftOut leftOut,
        Diagnosis diagnosis) {}
