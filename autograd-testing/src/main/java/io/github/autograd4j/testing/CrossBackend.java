package io.github.autograd4j.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test that runs once on each device and whose results must agree. The method may take the {@link
 * io.github.autograd4j.Device}, which is also the {@linkplain io.github.autograd4j.Device#current() current} one, and
 * takes the {@link CrossResults} to which it hands what is to be compared:
 *
 * <pre>{@code
 * @CrossBackend
 * void lossAndGradients(Device device, CrossResults results) {
 *   Model model = new Model(Rng.of(1)).to(device);
 *   Tensor loss = model.loss(data.to(device));
 *   loss.backward();
 *   results.add("loss", loss);
 *   results.add("gradients", model.parameters().stream().map(Tensor::grad).toList());
 * }
 * }</pre>
 *
 * <p>Each run is a test of its own, with its own {@code BeforeEach} and {@code AfterEach}, in a scope of its own. The
 * first device's results are what the others are compared with: the CPU's, if it is among them. A kind of device that
 * has a provider but is not available is a test that is reported as skipped, with the reason; the system property {@code
 * autograd.require}, a list such as {@code cuda} or {@code cuda:0,cuda:1}, makes it a failure.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(CrossBackendExtension.class)
@SuppressWarnings("exports") // the extension is for JUnit only
public @interface CrossBackend {
    /**
     * Names the devices, the one to compare with first.
     *
     * @return names such as {@code cpu} and {@code cuda:0}; if there are none, all devices that are found
     */
    String[] devices() default {};

    /**
     * States how far floating results may differ relative to their size.
     *
     * @return the part of {@link Tolerance} that grows with the number; if negative, that of {@link OpClass#COMPOSITE}
     *     for the type of the result
     */
    double relative() default -1;

    /**
     * States how far floating results may differ near 0.
     *
     * @return the part of {@link Tolerance} that does not grow with the number; if negative, that of {@link
     *     OpClass#COMPOSITE} for the type of the result
     */
    double absolute() default -1;
}
