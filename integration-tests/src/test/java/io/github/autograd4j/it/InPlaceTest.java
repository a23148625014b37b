package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Tensor;
import org.junit.jupiter.api.Test;

/** Changes in place where operands look at the memory that changes. */
class InPlaceTest {
    @Test
    void assigningOnePartOfATensorToAnother() {
        Tensor x = Tensor.of(1.0, 2.0, 3.0, 4.0);
        x.narrow(0, 0, 2).assign(x.narrow(0, 2, 2));
        assertThat(x.toDoubleArray()).containsExactly(3, 4, 3, 4);
    }

    @Test
    void partsThatOverlapAreReadBeforeTheyAreWritten() {
        Tensor x = Tensor.of(1.0, 2.0, 3.0, 4.0);
        x.narrow(0, 1, 3).assign(x.narrow(0, 0, 3));
        assertThat(x.toDoubleArray()).containsExactly(1, 1, 2, 3);
        Tensor y = Tensor.of(1.0, 2.0, 3.0, 4.0);
        y.narrow(0, 1, 3).addAssign(y.narrow(0, 0, 3));
        assertThat(y.toDoubleArray()).containsExactly(1, 3, 5, 7);
        Tensor z = Tensor.of(1.0, 2.0, 3.0, 4.0);
        z.addAssign(z.get(0));
        assertThat(z.toDoubleArray()).containsExactly(2, 3, 4, 5);
        Tensor matrix = Tensor.of(new double[][] {{1, 2}, {3, 4}});
        matrix.addAssign(matrix.t());
        assertThat(matrix.toDoubleArray()).containsExactly(2, 5, 5, 8);
    }

    @Test
    void integersDoNotSilentlyLoseFractions() {
        Tensor x = Tensor.of(2, 4);
        assertThatThrownBy(() -> x.mulAssign(0.5)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> x.addAssign(Tensor.of(0.5, 1.5))).isInstanceOf(DTypeException.class);
        x.mulAssign(3);
        assertThat(x.toIntArray()).containsExactly(6, 12);
    }
}
