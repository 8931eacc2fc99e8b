package org.imprint.app;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.imprint.app.log.QuietLogs;

/**
 * A small run of what users wait for at every start. The start script lets Java keep the classes that it loads, see
 * {@code docs/decisions/0097}.
 */
final class Rehearsal {

    private static final int SIDE = 32;

    private Rehearsal() {}

    /** Runs in the empty folder that is named, and exits with the code of the last command. */
    public static void main(String[] args) throws IOException {
        QuietLogs.install();
        System.exit(run(Path.of(args[0])));
    }

    /** Fits two images and asks for one of them, and returns the exit code. */
    static int run(Path folder) throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Path photos = folder.resolve("photos");
        for (int i = 0; i < 2; i++) {
            Path photo = Files.createDirectories(photos.resolve("class-" + i)).resolve("photo.jpg");
            ImageIO.write(stripes(i), "jpg", photo.toFile());
        }
        String file = folder.resolve("rehearsal.imprint").toString();
        String[] fit = {"fit", photos.toString(), "-o", file, "--backbone", "imprint-mini", "--no-cache"};
        int code = Main.run(fit, nowhere, nowhere);
        String[] predict = {
            "predict", file, photos.resolve("class-0").resolve("photo.jpg").toString()
        };
        return code != 0 ? code : Main.run(predict, nowhere, nowhere);
    }

    /** No two images may be equal. */
    private static BufferedImage stripes(int direction) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int along = direction == 0 ? x : y;
                image.setRGB(x, y, (along % 8 < 4 ? Color.LIGHT_GRAY : Color.DARK_GRAY).getRGB());
            }
        }
        return image;
    }
}
