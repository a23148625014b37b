package io.github.autograd4j.examples.train;

import io.github.autograd4j.examples.digits.Images;

/**
 * How grey bytes become the numbers that a model sees: (grey / 255 − mean) / deviation.
 *
 * @param mean of the training images
 * @param deviation of the training images
 */
public record Normalisation(double mean, double deviation) {
    /** The mean and deviation of images. */
    public static Normalisation of(Images images) {
        double sum = 0;
        double squares = 0;
        for (byte pixel : images.pixels()) {
            double grey = (pixel & 0xFF) / 255.0;
            sum += grey;
            squares += grey * grey;
        }
        double mean = sum / images.pixels().length;
        double deviation = Math.sqrt(squares / images.pixels().length - mean * mean);
        return new Normalisation(mean, deviation > 0 ? deviation : 1);
    }

    float apply(double grey) {
        return (float) ((grey / 255 - mean) / deviation);
    }
}
