package io.github.autograd4j.examples.digits;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** PNG files for the tests, drawn and damaged. */
final class Pictures {
    private Pictures() {}

    /** A seven that takes 2/5 of the width and 4/5 of the height. */
    static BufferedImage seven(int type, int width, int height, float pen, Color ground, Color ink) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        if (ground.getAlpha() > 0) {
            g.setColor(ground);
            g.fillRect(0, 0, width, height);
        }
        g.setColor(ink);
        g.setStroke(new BasicStroke(pen));
        Path2D path = new Path2D.Double();
        path.moveTo(.3 * width, .1 * height);
        path.lineTo(.7 * width, .1 * height);
        path.lineTo(.4 * width, .9 * height);
        g.draw(path);
        g.dispose();
        return image;
    }

    static Path write(Path file, BufferedImage image) {
        try {
            ImageIO.write(image, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Grey bytes as they are: drawing into a grey image would change them. */
    static BufferedImage grey(byte[] pixels, int width) {
        BufferedImage image = new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, pixels.length / width, pixels);
        return image;
    }

    /** Writes other sides into the header, with a check sum that agrees. */
    static Path lie(Path file, int width, int height) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(bytes, 12, 17);
        header.putInt(29, (int) sum.getValue());
        return Files.write(file, bytes);
    }
}
