package io.github.autograd4j.examples.digits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG file before a decoder sees it: the JDK's neither checks their sums nor doubts their lengths.
 */
final class PngChunks {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int LARGEST_PALETTE = 3 * 256;
    private static final int HEADER = 13;
    private static final int LENGTH = 4;
    private static final int TYPE = 4;
    private static final int TYPE_AND_SUM = 8;

    private PngChunks() {}

    static void check(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (file.length < SIGNATURE.length || !in.slice(0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE))) {
            throw new IOException("not a PNG file");
        }
        in.position(SIGNATURE.length);
        String type = "";
        boolean data = false;
        while (!type.equals("IEND")) {
            boolean first = type.isEmpty();
            if (in.remaining() < LENGTH + TYPE_AND_SUM) {
                throw new IOException("truncated: the file ends" + (first ? "" : " after chunk " + type));
            }
            int length = in.getInt();
            type = StandardCharsets.ISO_8859_1
                    .decode(in.slice(in.position(), TYPE))
                    .toString();
            if (first && (!type.equals("IHDR") || length != HEADER)) {
                throw new IOException("malformed: the first chunk is not a header");
            }
            if (length < 0 || length > in.remaining() - TYPE_AND_SUM) {
                throw new IOException("truncated: chunk " + type + " goes beyond the end of the file");
            }
            if (type.equals("PLTE") && length > LARGEST_PALETTE) {
                throw new IOException("malformed: a palette of " + length + " bytes");
            }
            if (first) {
                checkSides(in.getInt(in.position() + TYPE), in.getInt(in.position() + TYPE + 4));
            }
            CRC32 sum = new CRC32();
            sum.update(in.slice(in.position(), TYPE + length));
            in.position(in.position() + TYPE + length);
            if (in.getInt() != (int) sum.getValue()) {
                throw new IOException("malformed: the check sum of chunk " + type + " is wrong");
            }
            data |= type.equals("IDAT");
        }
        if (!data) {
            throw new IOException("malformed: no image data");
        }
    }

    private static void checkSides(int width, int height) throws IOException {
        if (width <= 0 || height <= 0) {
            throw new IOException("malformed: a picture of " + width + "x" + height + " pixels");
        }
    }
}
