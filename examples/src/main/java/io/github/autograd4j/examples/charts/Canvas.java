package io.github.autograd4j.examples.charts;

import io.github.autograd4j.examples.files.AtomicFile;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures in memory and their way into PNG files, on machines without a display. */
final class Canvas {
    private static final String HEADLESS = "java.awt.headless";

    static {
        // before any class of AWT asks for the display; whoever has set it knows better
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
    }

    private Canvas() {}

    interface Drawing {
        BufferedImage draw() throws IOException;
    }

    static void write(Path file, Drawing drawing) throws IOException {
        requireFonts();
        BufferedImage image = drawing.draw();
        AtomicFile.write(file, out -> {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException(file + ": this Java runtime cannot write PNG");
            }
        });
    }

    static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    static Graphics2D smooth(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return g;
    }

    /** Small containers have a Java runtime and no font; what AWT then throws names neither the cause nor the cure. */
    private static void requireFonts() throws IOException {
        try {
            Graphics2D g = blank(1, 1).createGraphics();
            g.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).stringWidth("0");
            g.dispose();
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IOException(
                    "cannot draw text: this machine has no fonts (on Debian and Ubuntu install fontconfig and"
                            + " fonts-dejavu-core)",
                    e);
        }
    }
}
