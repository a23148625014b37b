package io.github.autograd4j.examples.digits;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads PNG files of any kind as grey pictures, and refuses what could be meant to exhaust the memory. */
final class PngFile {
    /** Pixels on a side. */
    static final int LARGEST_SIDE = 4096;

    private static final int LARGEST_FILE = 64 << 20;

    private PngFile() {}

    /**
     * Reads a picture; the transparent shows white paper, or black where nothing could be seen on white.
     *
     * @throws IOException with the file's name and what is wrong with it
     */
    static Grey read(Path file) throws IOException {
        try {
            byte[] bytes = load(file);
            PngChunks.check(bytes);
            BufferedImage image = decode(bytes);
            Grey grey = grey(image, 255);
            return image.getColorModel().hasAlpha() && grey.blank() ? grey(image, 0) : grey;
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // what the JDK's decoder throws at malformed data is of many kinds
            throw new IOException(file + ": malformed: " + e, e);
        }
    }

    private static byte[] load(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("a folder, not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new IOException("larger than " + (LARGEST_FILE >> 20) + " MiB");
            }
            return bytes;
        }
    }

    private static BufferedImage decode(byte[] bytes) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        if (!readers.hasNext()) {
            throw new IOException("this Java runtime cannot read PNG");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            // without metadata: compressed texts and profiles can be bombs, and are of no use here
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            // the header alone has been read: nothing of this size is in memory yet
            if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
                throw new IOException("too large: " + width + "x" + height + " pixels (at most " + LARGEST_SIDE + "x"
                        + LARGEST_SIDE + ")");
            }
            return decode(reader, width, height);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage decode(ImageReader reader, int width, int height) throws IOException {
        try {
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw new IOException("malformed: the data are not a picture of " + width + "x" + height + " pixels", e);
        }
    }

    private static Grey grey(BufferedImage image, int paper) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[height * width];
        boolean linear = image.getColorModel() instanceof ComponentColorModel
                && image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (linear) {
                greyRow(image.getRaster(), y, paper, row);
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
                for (int x = 0; x < width; x++) {
                    int rgb = row[x];
                    int luma = (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF) + 500) / 1000;
                    row[x] = over(luma, rgb >>> 24, 255, paper);
                }
            }
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) row[x];
            }
        }
        return new Grey(height, width, pixels);
    }

    /** Samples as they stand in the file: {@code getRGB} takes them for linear light and brightens them. */
    private static void greyRow(Raster raster, int y, int paper, int[] row) {
        int largest = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean alpha = raster.getNumBands() > 1;
        for (int x = 0; x < row.length; x++) {
            int grey = Math.round(raster.getSample(x, y, 0) * 255f / largest);
            row[x] = over(grey, alpha ? raster.getSample(x, y, 1) : largest, largest, paper);
        }
    }

    private static int over(int grey, int alpha, int opaque, int paper) {
        return Math.round(paper + (grey - paper) * ((float) alpha / opaque));
    }
}
