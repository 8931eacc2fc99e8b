package org.imprint.app.option;

import java.util.Optional;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.install.BackboneNames;

/** Looks whether coloured photographs are about to go through the small grey backbone because nobody named another. */
public final class ColourCheck {

    /** Images looked at, spread over all. */
    private static final int LOOKED_AT = 16;

    /** Channels of a grey photograph may differ a little after JPEG. */
    private static final int NOISE = 16;

    /** One pixel in so many must be coloured. */
    private static final int RARE = 50;

    private ColourCheck() {}

    /**
     * Returns what to tell people before they wait for numbers that mean little; nothing if all is well.
     *
     * @param backbone the default one, which nobody named
     */
    public static Optional<String> warning(Backbone backbone, SampleSource source) {
        Preprocessing input = backbone.descriptor().preprocessing();
        if (input.channels() != 1 || !coloured(source)) {
            return Optional.empty();
        }
        return Optional.of(source.name() + ": the images are coloured, but " + BackboneNames.BUNDLED + " sees only "
                + input.width() + " × " + input.height()
                + " grey pixels and has learned nothing but garments; expect poor"
                + " answers. For photographs: imprint backbone install resnet18, then --backbone resnet18"
                + " (--backbone " + BackboneNames.BUNDLED + " keeps this one and is quiet)");
    }

    private static boolean coloured(SampleSource source) {
        int looks = Math.min(LOOKED_AT, source.size());
        for (int l = 0; l < looks; l++) {
            try {
                if (isColoured(source.image((int) ((long) l * source.size() / looks)))) {
                    return true;
                }
            } catch (DataException e) {
                continue; // bad images are told of by those who embed them
            }
        }
        return false;
    }

    private static boolean isColoured(RgbImage image) {
        byte[] p = image.pixels();
        int coloured = 0;
        for (int i = 0; i < p.length; i += 3) {
            int r = p[i] & 0xff;
            int g = p[i + 1] & 0xff;
            int b = p[i + 2] & 0xff;
            if (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) > NOISE) {
                coloured++;
            }
        }
        return coloured > p.length / 3 / RARE;
    }
}
