package io.github.autograd4j.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitPictureTest {
    private static final Color NOTHING = new Color(0, 0, 0, 0);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("digit.png");
    }

    @Test
    void aDigitIsScaledIntoTheBoxAndCentredByItsMass() throws IOException {
        byte[] image = read(Pictures.seven(BufferedImage.TYPE_INT_RGB, 300, 200, 20, Color.BLACK, Color.WHITE))
                .image28();
        double mass = 0;
        double momentX = 0;
        double momentY = 0;
        int top = 28;
        int bottom = 0;
        for (int i = 0; i < image.length; i++) {
            int grey = image[i] & 0xFF;
            mass += grey;
            momentX += grey * (i % 28);
            momentY += grey * (i / 28);
            if (grey > 0) {
                top = Math.min(top, i / 28);
                bottom = i / 28;
            }
        }
        assertThat(bottom - top + 1).as("height").isEqualTo(20);
        assertThat(momentX / mass).isBetween(13.5, 14.5);
        assertThat(momentY / mass).isBetween(13.5, 14.5);
        assertThat(brightest(image)).isEqualTo(255);
    }

    @Test
    void whatIsNormalizedAlreadyStaysAsItIs() throws IOException {
        int same = 0;
        for (int i = 0; i < 50; i++) {
            byte[] drawn = new byte[SyntheticDigits.PIXELS];
            SyntheticDigits.draw(5, i, i % 10, drawn, 0);
            byte[] once = read(Pictures.grey(drawn, 28)).image28();
            byte[] twice = read(Pictures.grey(once, 28)).image28();
            same += Arrays.equals(twice, once) ? 1 : 0;
        }
        // a first or last row so faint that it was rounded away makes the others move
        assertThat(same).isGreaterThan(44);
    }

    @Test
    void groundColourAndTransparencyDoNotMatter() throws IOException {
        Color ink = new Color(200, 200, 200);
        byte[] expected = read(Pictures.seven(BufferedImage.TYPE_INT_RGB, 300, 200, 20, Color.BLACK, Color.WHITE))
                .image28();
        assertSimilar(Pictures.seven(BufferedImage.TYPE_INT_RGB, 300, 200, 20, Color.WHITE, Color.BLACK), expected);
        assertSimilar(Pictures.seven(BufferedImage.TYPE_INT_RGB, 300, 200, 20, Color.YELLOW, Color.BLUE), expected);
        assertSimilar(Pictures.seven(BufferedImage.TYPE_INT_ARGB, 300, 200, 20, NOTHING, Color.BLACK), expected);
        assertSimilar(Pictures.seven(BufferedImage.TYPE_INT_ARGB, 300, 200, 20, NOTHING, Color.WHITE), expected);
        assertSimilar(
                Pictures.seven(BufferedImage.TYPE_BYTE_INDEXED, 300, 200, 20, Color.WHITE, Color.BLACK), expected);
        assertSimilar(Pictures.seven(BufferedImage.TYPE_BYTE_BINARY, 300, 200, 20, Color.WHITE, Color.BLACK), expected);
        assertSimilar(Pictures.seven(BufferedImage.TYPE_USHORT_GRAY, 300, 200, 20, Color.BLACK, ink), expected);
    }

    @Test
    void greyIsTakenAsItStandsInTheFile() throws IOException {
        byte[] half = {0, 0, 0, 0, 0, -128, -1, 0, 0, -128, -1, 0, 0, 0, 0, 0};
        Grey read = PngFile.read(Pictures.write(file, Pictures.grey(half, 4)));
        assertThat(read.pixels()).isEqualTo(half);
    }

    @Test
    void noiseOfThePaperIsNotInk() throws IOException {
        BufferedImage image = Pictures.seven(
                BufferedImage.TYPE_INT_RGB, 300, 200, 20, new Color(220, 220, 220), new Color(30, 30, 30));
        byte[] clean = read(image).image28();
        Random random = new Random(1);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 300; x++) {
                int shade = (int) (random.nextGaussian() * 5);
                Color c = new Color(image.getRGB(x, y));
                int grey = Math.max(0, Math.min(255, c.getRed() + shade));
                image.setRGB(x, y, new Color(grey, grey, grey).getRGB());
            }
        }
        assertSimilar(image, clean);
    }

    @Test
    void aHairlineIsThickened() throws IOException {
        byte[] thin = read(Pictures.seven(BufferedImage.TYPE_INT_RGB, 1200, 1000, 1, Color.WHITE, Color.BLACK))
                .image28();
        int bright = 0;
        for (byte pixel : thin) {
            bright += (pixel & 0xFF) > 100 ? 1 : 0;
        }
        // the two lines are about 30 pixels long together
        assertThat(bright).isGreaterThan(40);
    }

    @Test
    void theGroundCanBeGiven() throws IOException {
        // the border is all ink: only the caller can know
        byte[] frame = new byte[100];
        for (int i = 0; i < 100; i++) {
            boolean inside = i / 10 > 1 && i / 10 < 8 && i % 10 > 1 && i % 10 < 8;
            frame[i] = (byte) (inside ? 0 : 255);
        }
        Pictures.write(file, Pictures.grey(frame, 10));
        assertThat(DigitPicture.read(file).image28()[14 * 28 + 14] & 0xFF).isEqualTo(255);
        assertThatThrownBy(() -> DigitPicture.read(file, Background.DARK))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": no digit found: nothing is lighter than the border");
        assertThat(DigitPicture.read(file, Background.LIGHT).image28())
                .isEqualTo(DigitPicture.read(file, Background.AUTO).image28());
    }

    @Test
    void theCoarseImageFillsTheHeightAndTheMiddleColumns() throws IOException {
        byte[] image = read(Pictures.seven(BufferedImage.TYPE_INT_RGB, 300, 300, 30, Color.WHITE, Color.BLACK))
                .image8();
        assertThat(image).hasSize(64);
        assertThat(brightest(image)).isEqualTo(16);
        for (int y = 0; y < 8; y++) {
            int row = 0;
            for (int x = 0; x < 8; x++) {
                assertThat(image[y * 8 + x]).isBetween((byte) 0, (byte) 16);
                row += image[y * 8 + x];
            }
            assertThat(row).as("row %d", y).isPositive();
            assertThat(image[y * 8]).as("left of row %d", y).isZero();
            assertThat(image[y * 8 + 7]).as("right of row %d", y).isZero();
        }
    }

    @Test
    void theThinnestAndTheLargestPicturesWork() throws IOException {
        BufferedImage line = new BufferedImage(1, 4096, BufferedImage.TYPE_BYTE_GRAY);
        line.getRaster().setSample(0, 2000, 0, 255);
        assertThat(brightest(read(line).image28())).isEqualTo(255);
        BufferedImage dot = new BufferedImage(1, 2, BufferedImage.TYPE_BYTE_GRAY);
        dot.getRaster().setSample(0, 1, 0, 255);
        assertThat(brightest(read(dot).image8())).isEqualTo(16);
    }

    @Test
    void aBlankPictureHasNoDigit() {
        BufferedImage blank = Pictures.seven(BufferedImage.TYPE_INT_RGB, 50, 50, 3, Color.WHITE, Color.WHITE);
        assertThatThrownBy(() -> read(blank))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": no digit found: the picture is blank");
    }

    @Test
    void filesThatAreNoPictures() throws IOException {
        assertRefused("no such file");
        Files.writeString(file, "seven");
        assertRefused("not a PNG file");
        Files.write(file, new byte[0]);
        assertRefused("not a PNG file");
        Files.delete(file);
        Files.createDirectory(file);
        assertRefused("a folder, not a file");
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Pictures.write(file, Pictures.seven(BufferedImage.TYPE_INT_RGB, 40, 30, 3, Color.WHITE, Color.BLACK));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 8; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> DigitPicture.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ": truncated: ");
        }
    }

    @Test
    void everyFlippedByteIsRefused() throws IOException {
        Pictures.write(file, Pictures.seven(BufferedImage.TYPE_INT_RGB, 40, 30, 3, Color.WHITE, Color.BLACK));
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x55;
            Files.write(file, damaged);
            assertThatThrownBy(() -> DigitPicture.read(file))
                    .as("byte %d", i)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ": ");
        }
    }

    @Test
    void aHeaderThatLiesIsRefused() throws IOException {
        Pictures.write(file, Pictures.seven(BufferedImage.TYPE_INT_RGB, 40, 30, 3, Color.WHITE, Color.BLACK));
        Pictures.lie(file, 41, 30);
        assertRefused("malformed: the data are not a picture of 41x30 pixels");
        Pictures.lie(file, 40, 31);
        assertRefused("malformed: the data are not a picture of 40x31 pixels");
        Pictures.lie(file, 4096, 4096);
        assertRefused("malformed: the data are not a picture of 4096x4096 pixels");
        Pictures.lie(file, 10, 4097);
        assertRefused("too large: 10x4097 pixels (at most 4096x4096)");
        Pictures.lie(file, Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertRefused("too large: 2147483647x2147483647 pixels (at most 4096x4096)");
        Pictures.lie(file, 0, 30);
        assertRefused("malformed: a picture of 0x30 pixels");
        Pictures.lie(file, -1, 30);
        assertRefused("malformed: a picture of -1x30 pixels");
    }

    private DigitPicture read(BufferedImage image) throws IOException {
        return DigitPicture.read(Pictures.write(file, image));
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> DigitPicture.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": " + problem);
    }

    private void assertSimilar(BufferedImage picture, byte[] expected) throws IOException {
        byte[] image = read(picture).image28();
        for (int i = 0; i < image.length; i++) {
            assertThat(image[i] & 0xFF).as("pixel %d", i).isCloseTo(expected[i] & 0xFF, within(40));
        }
    }

    private static int brightest(byte[] image) {
        int most = 0;
        for (byte pixel : image) {
            most = Math.max(most, pixel & 0xFF);
        }
        return most;
    }
}
