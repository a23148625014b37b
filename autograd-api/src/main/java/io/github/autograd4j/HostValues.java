package io.github.autograd4j;

import io.github.autograd4j.autodiff.Transfers;

/** Tensors to Java values. */
final class HostValues {
    private HostValues() {}

    static double item(Tensor tensor) {
        return doubles(single(tensor))[0];
    }

    static long itemLong(Tensor tensor) {
        return longs(single(tensor))[0];
    }

    private static Tensor single(Tensor tensor) {
        if (tensor.numel() != 1) {
            throw new ShapeException("item: expected one element, got " + tensor.describe());
        }
        return tensor;
    }

    private static Object host(Tensor tensor, DType dtype) {
        Tensor plain = tensor.detach();
        try {
            Tensor converted = plain.to(dtype);
            try {
                return Transfers.download(converted).array();
            } finally {
                converted.close();
            }
        } finally {
            plain.close();
        }
    }

    static float[] floats(Tensor tensor) {
        return (float[]) host(tensor, DType.FLOAT32);
    }

    static double[] doubles(Tensor tensor) {
        return (double[]) host(tensor, DType.FLOAT64);
    }

    static int[] ints(Tensor tensor) {
        return (int[]) host(tensor, DType.INT32);
    }

    static long[] longs(Tensor tensor) {
        return (long[]) host(tensor, DType.INT64);
    }

    static boolean[] booleans(Tensor tensor) {
        byte[] bytes = (byte[]) host(tensor, DType.BOOL);
        boolean[] flags = new boolean[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            flags[i] = bytes[i] != 0;
        }
        return flags;
    }
}
