package io.github.autograd4j.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a test fail after which a garbage collection finds that something {@linkplain io.github.autograd4j.Leak leaked}:
 * what it tests took a tensor out of its scope and lost it. Tensors that the test itself makes outside of scopes do not
 * leak, nor does anything on devices whose memory the garbage collector owns, such as the CPU; the {@link
 * ReferenceDevice} is one on which leaks are found without a GPU.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(NoLeaksExtension.class)
@SuppressWarnings("exports") // the extension is for JUnit only
public @interface NoLeaks {}
