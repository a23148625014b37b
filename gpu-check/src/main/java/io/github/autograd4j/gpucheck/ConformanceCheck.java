package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.testing.DeviceConformance;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests of the conformance suite, shuffled: whoever is short of time has seen some of each kind, and another part the
 * next time.
 */
final class ConformanceCheck implements Check {
    /** The property with the number that the order comes from. */
    private static final String SEED = "gpucheck.seed";

    private static final Set<String> QUICK = Set.of("random", "transfers");

    @Override
    public void run(Device device, boolean quick, Attempts attempts) throws ReflectiveOperationException {
        attempts.report().detail("seed of the order", Long.getLong(SEED, 0));
        List<DynamicTest> tests = tests(device, quick);
        attempts.report().detail("tests", tests.size());
        for (DynamicTest test : tests) {
            attempts.attempt(test.getDisplayName(), test.getExecutable()::execute);
        }
    }

    /** Whatever the suite has: its factories are found as JUnit finds them. */
    static List<DynamicTest> tests(Device device, boolean quick) throws ReflectiveOperationException {
        DeviceConformance suite = new CudaConformance(device);
        List<DynamicTest> tests = new ArrayList<>();
        Method[] methods = DeviceConformance.class.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::getName));
        for (Method method : methods) {
            if (method.isAnnotationPresent(TestFactory.class) && (!quick || QUICK.contains(method.getName()))) {
                for (Object test : (Collection<?>) method.invoke(suite)) {
                    tests.add((DynamicTest) test);
                }
            }
        }
        suite.report();
        Collections.shuffle(tests, new Random(Long.getLong(SEED, 0)));
        return tests;
    }
}
