package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Indexed;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.internal.ThreadState;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.op.ConvWeightGrad;
import io.github.autograd4j.op.CrossEntropyGrad;
import io.github.autograd4j.op.Fill;
import io.github.autograd4j.op.Formula;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.MaxPoolGrad;
import io.github.autograd4j.op.NormalizeGrad;
import io.github.autograd4j.op.Op;
import io.github.autograd4j.op.Pointwise;
import io.github.autograd4j.op.Random;
import io.github.autograd4j.op.RecurrenceGrad;
import io.github.autograd4j.op.Reduce;
import io.github.autograd4j.op.SoftmaxGrad;
import io.github.autograd4j.op.Transfer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing that users can call is without a case. */
class CompletenessTest {
    /** Methods that return tensors and compute nothing, or whose results the suite of random numbers tests. */
    private static final Set<String> NOT_OPERATIONS = Set.of(
            "requiresGrad",
            "grad",
            "retainGrad",
            "detach",
            "rand",
            "randLike",
            "randn",
            "randnLike",
            "randint",
            "randperm");

    /**
     * Operations that listeners do not see: those that only gradients use, which the derivatives of convolution,
     * pooling, attention, recurrence and losses test, and those without operands, which the factories and the suite of random numbers test.
     */
    private static final Set<Class<?>> UNSEEN = Set.of(
            AttentionGrad.class,
            ConvWeightGrad.class,
            CrossEntropyGrad.class,
            MaxPoolGrad.class,
            NormalizeGrad.class,
            RecurrenceGrad.class,
            SoftmaxGrad.class,
            Fill.class,
            Random.class);

    private static final Set<Class<?>> SEEN_OPS = new HashSet<>();
    private static final Set<String> SEEN_PROGRAMS = new HashSet<>();

    @BeforeAll
    @SuppressWarnings("try") // the resources only restore
    static void runEverything() {
        for (OpCase c : OpCases.all()) {
            for (DType dtype : c.dtypes()) {
                try (Restore ignored = Device.of("reference").use();
                        Scope scope = Scope.open()) {
                    Tensor[] x = Arrays.stream(c.samples(dtype).get(0).operands())
                            .map(v -> v.on(Device.of("reference")))
                            .toArray(Tensor[]::new);
                    ThreadState.current().listener = (op, inputs, outputs) -> saw(op);
                    c.call(x);
                } finally {
                    ThreadState.current().listener = null;
                }
            }
        }
        saw(new Transfer(Device.of("reference"))); // the transfer suite compares devices
    }

    private static void saw(Op op) {
        SEEN_OPS.add(op.getClass());
        if (op instanceof Pointwise pointwise) {
            SEEN_PROGRAMS.add(pointwise.program().key());
        } else if (op instanceof Reduce reduce && reduce.prologue() != null) {
            SEEN_PROGRAMS.add(reduce.prologue().program().key());
        }
    }

    @Test
    void everyFormulaHasACase() throws IllegalAccessException {
        Set<String> missing = new TreeSet<>();
        for (Field field : Formulas.class.getFields()) {
            if (field.getType() == Formula.class) {
                Formula formula = (Formula) field.get(null);
                if (Arrays.stream(DType.values()).noneMatch(dtype -> SEEN_PROGRAMS.contains(key(formula, dtype)))) {
                    missing.add(field.getName());
                }
            }
        }
        assertThat(missing).as("formulas without a case").isEmpty();
    }

    private static String key(Formula formula, DType dtype) {
        DType[] types = new DType[formula.arity()];
        Arrays.fill(types, dtype);
        if (formula.typing() == Formula.Typing.CONDITION) {
            types[0] = DType.BOOL;
        }
        return formula.bind(formula == Formulas.TO ? DType.FLOAT64 : dtype, types)
                .key();
    }

    @Test
    void everyOperationHasACase() throws IOException, ClassNotFoundException {
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : classesBeside(Op.class)) {
            boolean operation = Op.class.isAssignableFrom(type) && !type.isInterface();
            if (operation && !SEEN_OPS.contains(type) && !UNSEEN.contains(type)) {
                missing.add(type.getSimpleName());
            }
        }
        assertThat(missing).as("operations without a case").isEmpty();
    }

    private static List<Class<?>> classesBeside(Class<?> neighbour) throws IOException, ClassNotFoundException {
        Path root = Path.of(URI.create(
                neighbour.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isDirectory(root)) {
            return classesIn(root, neighbour);
        }
        try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
            return classesIn(jar.getPath("/"), neighbour);
        }
    }

    private static List<Class<?>> classesIn(Path root, Class<?> neighbour) throws IOException, ClassNotFoundException {
        Path folder = root.resolve(neighbour.getPackageName().replace('.', '/'));
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (String file : files.map(f -> f.getFileName().toString()).toList()) {
                if (file.endsWith(".class") && !file.equals("package-info.class")) {
                    classes.add(Class.forName(neighbour.getPackageName() + "." + file.replace(".class", "")));
                }
            }
        }
        return classes;
    }

    @Test
    void everyMethodHasACase() {
        Set<String> covered = OpCases.all().stream().map(OpCase::name).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : List.of(Tensor.class, Functional.class)) {
            missing.addAll(uncovered(type, covered));
        }
        for (String name : List.of("Linalg", "Fft", "Special")) {
            try {
                missing.addAll(uncovered(Class.forName("io.github.autograd4j." + name), covered));
            } catch (ClassNotFoundException e) {
                // Planned; its methods need cases once it is there.
            }
        }
        assertThat(missing).as("methods without a case").isEmpty();
    }

    private static Set<String> uncovered(Class<?> type, Set<String> covered) {
        Set<String> missing = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            Class<?> result = method.getReturnType();
            boolean tensors = result == Tensor.class
                    || result == Tensor[].class
                    || result == Indexed.class
                    || result == List.class;
            if (tensors
                    && Modifier.isPublic(method.getModifiers())
                    && !covered.contains(method.getName())
                    && !NOT_OPERATIONS.contains(method.getName())) {
                missing.add(type.getSimpleName() + "." + method.getName());
            }
        }
        return missing;
    }
}
