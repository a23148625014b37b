package io.github.autograd4j;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sums of products in index notation, contracted from left to right: each step is a batched matrix product over the
 * labels that the two operands share and nothing later needs.
 */
final class Einsum {
    /** A tensor and the label of each of its axes; labels of broadcast axes are digits. */
    private record Term(Tensor tensor, String labels) {}

    private final String equation;

    private Einsum(String equation) {
        this.equation = equation;
    }

    static Tensor apply(String equation, Tensor... operands) {
        return new Einsum(equation).run(operands);
    }

    private ShapeException malformed(String why) {
        return new ShapeException("einsum: " + why + ": '" + equation + "'");
    }

    private Tensor run(Tensor... operands) {
        String text = equation.replace(" ", "");
        int arrow = text.indexOf("->");
        String left = arrow < 0 ? text : text.substring(0, arrow);
        String[] sides = left.split(",", -1);
        if (sides.length != operands.length) {
            throw malformed(sides.length + " terms for " + operands.length + " operands");
        }
        List<Term> terms = new ArrayList<>();
        int broadcast = 0;
        for (int i = 0; i < sides.length; i++) {
            Term term = term(operands[i], sides[i]);
            broadcast = Math.max(broadcast, (int)
                    term.labels.chars().filter(Character::isDigit).count());
            terms.add(term);
        }
        String right = arrow < 0 ? implicit(left) : text.substring(arrow + 2);
        String result = ellipsis(right, broadcast);
        check(terms, result);
        Term product = terms.get(0);
        for (int i = 1; i < terms.size(); i++) {
            Set<Character> needed = new LinkedHashSet<>();
            add(needed, result);
            for (int j = i + 1; j < terms.size(); j++) {
                add(needed, terms.get(j).labels);
            }
            product = contract(product, terms.get(i), needed);
        }
        Set<Character> kept = new LinkedHashSet<>();
        add(kept, result);
        return order(sumOut(product, kept), result);
    }

    private static void add(Set<Character> set, String labels) {
        for (char label : labels.toCharArray()) {
            set.add(label);
        }
    }

    /** Labels the axes of an ellipsis 9, 8, … from the right, and takes diagonals of labels that repeat. */
    private Term term(Tensor tensor, String side) {
        int named = side.replace("...", "").length();
        int hidden = side.contains("...") ? tensor.rank() - named : 0;
        if (hidden < 0 || named + hidden != tensor.rank() || hidden > 9) {
            throw malformed("term '" + side + "' does not fit " + tensor.describe());
        }
        String labels = ellipsis(side, hidden);
        Tensor result = tensor;
        for (int i = 0; i < labels.length(); i++) {
            int j = labels.indexOf(labels.charAt(i), i + 1);
            if (j >= 0) {
                if (result.size(i) != result.size(j)) {
                    throw malformed("sizes of '" + labels.charAt(i) + "' differ: " + tensor.describe());
                }
                result = result.diagonal(0, i, j);
                labels = new StringBuilder(labels)
                        .deleteCharAt(j)
                        .deleteCharAt(i)
                        .append(labels.charAt(i))
                        .toString();
                i--;
            }
        }
        return new Term(result, labels);
    }

    private String ellipsis(String side, int hidden) {
        StringBuilder digits = new StringBuilder();
        for (int i = hidden; i > 0; i--) {
            digits.append((char) ('9' + 1 - i));
        }
        String labels = side.replace("...", digits);
        for (char label : labels.toCharArray()) {
            if (!Character.isLetter(label) && !Character.isDigit(label)) {
                throw malformed("unexpected '" + label + "'");
            }
        }
        return labels;
    }

    /** Without an arrow the result has the labels that appear once, in alphabetical order. */
    private static String implicit(String left) {
        StringBuilder labels = new StringBuilder();
        left.chars()
                .filter(Character::isLetter)
                .sorted()
                .distinct()
                .filter(c -> left.indexOf(c) == left.lastIndexOf(c))
                .forEach(c -> labels.append((char) c));
        return (left.contains("...") ? "..." : "") + labels;
    }

    private void check(List<Term> terms, String result) {
        Set<Character> known = new LinkedHashSet<>();
        for (Term term : terms) {
            add(known, term.labels);
        }
        Set<Character> seen = new LinkedHashSet<>();
        for (char label : result.toCharArray()) {
            if (!known.contains(label) || !seen.add(label)) {
                throw malformed("the result has '" + label + "' " + (seen.contains(label) ? "twice" : "of no operand"));
            }
        }
        for (char label : known) {
            long size = 1;
            for (Term term : terms) {
                int at = term.labels.indexOf(label);
                long own = at < 0 ? 1 : term.tensor.size(at);
                if (own != 1 && size != 1 && own != size) {
                    throw malformed("sizes of '" + label + "' differ: " + size + " and " + own);
                }
                size = own == 1 ? size : own;
            }
        }
    }

    private static Term sumOut(Term term, Set<Character> kept) {
        List<Integer> axes = new ArrayList<>();
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < term.labels.length(); i++) {
            if (kept.contains(term.labels.charAt(i))) {
                labels.append(term.labels.charAt(i));
            } else {
                axes.add(i);
            }
        }
        if (axes.isEmpty()) {
            return term;
        }
        int[] summed = axes.stream().mapToInt(Integer::intValue).toArray();
        return new Term(term.tensor.sum(summed), labels.toString());
    }

    private static Term contract(Term a, Term b, Set<Character> needed) {
        Set<Character> keptA = new LinkedHashSet<>(needed);
        add(keptA, b.labels);
        Set<Character> keptB = new LinkedHashSet<>(needed);
        add(keptB, a.labels);
        Term left = sumOut(a, keptA);
        Term right = sumOut(b, keptB);
        StringBuilder batch = new StringBuilder();
        StringBuilder inner = new StringBuilder();
        StringBuilder onlyLeft = new StringBuilder();
        StringBuilder onlyRight = new StringBuilder();
        for (char label : left.labels.toCharArray()) {
            boolean shared = right.labels.indexOf(label) >= 0;
            (shared ? needed.contains(label) ? batch : inner : onlyLeft).append(label);
        }
        for (char label : right.labels.toCharArray()) {
            if (left.labels.indexOf(label) < 0) {
                onlyRight.append(label);
            }
        }
        // [batch…, m, k] · [batch…, k, n], every group of axes merged into one but the batch, which broadcasts.
        Tensor x = grouped(left, right, batch.toString(), onlyLeft.toString(), inner.toString());
        Tensor y = grouped(right, left, batch.toString(), inner.toString(), onlyRight.toString());
        Tensor product = x.matmul(y);
        long[] dims = new long[batch.length() + onlyLeft.length() + onlyRight.length()];
        int at = 0;
        for (; at < batch.length(); at++) {
            dims[at] = product.size(at);
        }
        for (char label : onlyLeft.toString().toCharArray()) {
            dims[at++] = left.tensor.size(left.labels.indexOf(label));
        }
        for (char label : onlyRight.toString().toCharArray()) {
            dims[at++] = right.tensor.size(right.labels.indexOf(label));
        }
        return new Term(product.reshape(Shape.of(dims)), batch.toString() + onlyLeft + onlyRight);
    }

    private static Tensor grouped(Term term, Term other, String batch, String rows, String columns) {
        Tensor ordered = order(term, batch + rows + columns);
        long[] wide = ordered.shape().toArray();
        for (int i = batch.length(); i < wide.length; i++) {
            int there = other.labels.indexOf((batch + rows + columns).charAt(i));
            wide[i] = there < 0 || wide[i] != 1 ? wide[i] : other.tensor.size(there);
        }
        long[] dims = java.util.Arrays.copyOf(wide, batch.length() + 2);
        dims[batch.length()] = 1;
        dims[batch.length() + 1] = 1;
        for (int i = batch.length(); i < wide.length; i++) {
            dims[batch.length() + (i < batch.length() + rows.length() ? 0 : 1)] *= wide[i];
        }
        return ordered.expand(Shape.of(wide)).reshape(Shape.of(dims));
    }

    private static Tensor order(Term term, String labels) {
        int[] axes = new int[labels.length()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = term.labels.indexOf(labels.charAt(i));
        }
        return term.tensor.permute(axes);
    }
}
