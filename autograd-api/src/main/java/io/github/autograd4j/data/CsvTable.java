package io.github.autograd4j.data;

import io.github.autograd4j.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Numbers in rows and named columns. */
public final class CsvTable {
    private final List<String> columns;
    private final int rows;
    private final double[] values;

    CsvTable(List<String> columns, int rows, double[] values) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.values = values;
    }

    /**
     * Returns the names of the columns.
     *
     * @return what the header says, or 0, 1, 2, … if there was none
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * Returns the number of rows.
     *
     * @return how many, without the header
     */
    public int rows() {
        return rows;
    }

    /**
     * Returns a number.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return the number
     */
    public double value(int row, int column) {
        Objects.checkIndex(row, rows);
        return values[row * columns.size() + Objects.checkIndex(column, columns.size())];
    }

    /**
     * Returns all numbers.
     *
     * @return a float32 tensor of shape [rows, columns] on the current device
     */
    public Tensor tensor() {
        return tensor(IntStream.range(0, columns.size()).toArray());
    }

    /**
     * Returns some columns.
     *
     * @param names their names, in the order wanted
     * @return a float32 tensor of shape [rows, names] on the current device
     * @throws IllegalArgumentException if there is no such column
     */
    public Tensor tensor(String... names) {
        return tensor(IntStream.range(0, names.length).map(i -> index(names[i])).toArray());
    }

    /**
     * Makes a data set: one column is to be learnt from the others.
     *
     * @param target the name of the column
     * @return inputs of shape [n, columns − 1] and targets of shape [n, 1]
     * @throws IllegalArgumentException if there is no such column
     */
    public TensorDataset dataset(String target) {
        int at = index(target);
        int[] others = IntStream.range(0, columns.size()).filter(i -> i != at).toArray();
        return new TensorDataset(tensor(others), tensor(new int[] {at}));
    }

    private int index(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("csv: no column '" + name + "' among " + columns);
        }
        return index;
    }

    private Tensor tensor(int[] picked) {
        float[] result = new float[Math.multiplyExact(rows, picked.length)];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < picked.length; i++) {
                result[row * picked.length + i] = (float) values[row * columns.size() + picked[i]];
            }
        }
        return Tensor.of(result, rows, picked.length);
    }
}
