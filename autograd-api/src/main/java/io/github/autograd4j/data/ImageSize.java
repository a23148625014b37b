package io.github.autograd4j.data;

/**
 * The sizes of an image whose pixels lie in one array, channel after channel, row after row.
 *
 * @param channels the number of channels
 * @param height the number of rows
 * @param width the number of pixels in a row
 */
public record ImageSize(int channels, int height, int width) {
    /**
     * Returns the number of values.
     *
     * @return channels · height · width
     */
    public int count() {
        return channels * height * width;
    }
}
