package io.github.autograd4j;

import io.github.autograd4j.internal.OpListener;
import io.github.autograd4j.internal.ThreadState;

/**
 * Prints tensors by PyTorch's rules: four digits, aligned columns, lines of 80, the edges only above 1,000 elements, and
 * after the values whatever differs from the defaults.
 */
final class TensorFormat {
    private static final String PREFIX = "tensor(";
    private static final int LINE_WIDTH = 80;
    private static final int THRESHOLD = 1000;

    /** How many items at each end of an axis are shown when there are too many. */
    private static final int EDGE_ITEMS = 3;

    private final int[] dims;
    private final boolean[] cut;
    private final ElementFormat elements;
    private int next;

    private TensorFormat(int[] dims, boolean[] cut, ElementFormat elements) {
        this.dims = dims;
        this.cut = cut;
        this.elements = elements;
    }

    static String format(Tensor tensor) {
        if (tensor.isClosed()) {
            return PREFIX + "closed, " + tensor.describe() + ")";
        }
        return appendSuffixes(new StringBuilder(PREFIX).append(values(tensor)), tensor);
    }

    /** Reads the values without leaving a trace: nothing recorded, nobody told, no tensor left in a scope. */
    @SuppressWarnings("try")
    private static String values(Tensor tensor) {
        if (tensor.numel() == 0) {
            return "[]";
        }
        ThreadState state = ThreadState.current();
        OpListener listener = state.listener;
        state.listener = null;
        try (Scope ignored = Scope.open()) {
            boolean[] cut = new boolean[tensor.rank()];
            Tensor shown = tensor.detach();
            for (int axis = 0; axis < cut.length && tensor.numel() > THRESHOLD; axis++) {
                cut[axis] = tensor.size(axis) > 2 * EDGE_ITEMS;
                if (cut[axis]) {
                    long size = tensor.size(axis);
                    Tensor start = shown.narrow(axis, 0, EDGE_ITEMS);
                    shown = Tensor.cat(axis, start, shown.narrow(axis, size - EDGE_ITEMS, EDGE_ITEMS));
                }
            }
            int[] dims = new int[cut.length];
            for (int axis = 0; axis < dims.length; axis++) {
                dims[axis] = (int) shown.size(axis);
            }
            StringBuilder text = new StringBuilder();
            new TensorFormat(dims, cut, ElementFormat.of(shown)).append(text, 0, PREFIX.length());
            return text.toString();
        } finally {
            state.listener = listener;
        }
    }

    private void append(StringBuilder text, int axis, int indent) {
        if (axis == dims.length) {
            text.append(elements.text(next++));
        } else if (axis == dims.length - 1) {
            appendRow(text, axis, indent);
        } else {
            String gap = "," + "\n".repeat(dims.length - 1 - axis) + " ".repeat(indent + 1);
            text.append('[');
            for (int i = 0; i < dims[axis]; i++) {
                text.append(i == 0 ? "" : gap);
                if (cut[axis] && i == EDGE_ITEMS) {
                    text.append("...").append(gap);
                }
                append(text, axis + 1, indent + 1);
            }
            text.append(']');
        }
    }

    private void appendRow(StringBuilder text, int axis, int indent) {
        int perLine = Math.max(1, (LINE_WIDTH - indent) / (elements.width() + 2));
        String newLine = ",\n" + " ".repeat(indent + 1);
        int column = 0;
        text.append('[');
        for (int i = 0; i < dims[axis]; i++) {
            if (cut[axis] && i == EDGE_ITEMS) {
                text.append(separator(column++, perLine, newLine)).append(" ...");
            }
            text.append(separator(column++, perLine, newLine)).append(elements.text(next++));
        }
        text.append(']');
    }

    private static String separator(int column, int perLine, String newLine) {
        return column == 0 ? "" : column % perLine == 0 ? newLine : ", ";
    }

    private static String appendSuffixes(StringBuilder text, Tensor tensor) {
        int used = text.length() - text.lastIndexOf("\n") + 1;
        used = suffix(text, used, tensor.device().type().equals("cpu") ? null : "device='" + tensor.device() + "'");
        boolean empty = tensor.numel() == 0;
        used = suffix(text, used, empty && tensor.rank() != 1 ? "size=" + size(tensor.shape()) : null);
        boolean defaultType =
                switch (tensor.dtype()) {
                    case FLOAT32 -> true;
                    case INT64, BOOL -> !empty; // where there are values, they tell
                    default -> false;
                };
        used = suffix(text, used, defaultType ? null : "dtype=" + tensor.dtype());
        if (tensor.gradFn() != null) {
            suffix(text, used, "gradFn=<" + tensor.gradFn().name() + ">");
        } else if (tensor.requiresGrad()) {
            suffix(text, used, "requiresGrad=true");
        }
        return text.append(')').toString();
    }

    private static int suffix(StringBuilder text, int used, String suffix) {
        if (suffix == null) {
            return used;
        }
        boolean wrap = used + suffix.length() + 2 > LINE_WIDTH;
        text.append(wrap ? ",\n" + " ".repeat(PREFIX.length()) : ", ").append(suffix);
        return wrap ? PREFIX.length() + suffix.length() : used + suffix.length() + 2;
    }

    private static String size(Shape shape) {
        String list = shape.toString();
        return "(" + list.substring(1, list.length() - 1) + (shape.rank() == 1 ? ",)" : ")");
    }
}
