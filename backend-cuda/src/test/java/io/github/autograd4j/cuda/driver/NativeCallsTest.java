package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NativeCallsTest {
    /** The methods of each of JCuda's classes that a class file names: read from its constant pool. */
    private static Map<String, Set<String>> calls(Path classFile) throws IOException {
        Map<String, Set<String>> calls = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(classFile))) {
            in.skipNBytes(8);
            Object[] pool = new Object[in.readUnsignedShort()];
            for (int i = 1; i < pool.length; i++) {
                int tag = in.readUnsignedByte();
                pool[i] = switch (tag) {
                    case 1 -> in.readUTF();
                    case 7 -> new int[] {7, in.readUnsignedShort()};
                    case 8, 16, 19, 20 -> in.readUnsignedShort();
                    case 15 -> List.of(in.readUnsignedByte(), in.readUnsignedShort());
                    case 5, 6 -> in.readLong();
                    case 3, 4 -> in.readInt();
                    default -> new int[] {tag, in.readUnsignedShort(), in.readUnsignedShort()};
                };
                i += tag == 5 || tag == 6 ? 1 : 0;
            }
            for (Object entry : pool) {
                if (entry instanceof int[] method && method[0] == 10) {
                    Object owner = pool[((int[]) pool[method[1]])[1]];
                    Object name = pool[((int[]) pool[method[2]])[1]];
                    calls.computeIfAbsent(owner.toString().replace('/', '.'), o -> new TreeSet<>())
                            .add(name.toString());
                }
            }
        }
        return calls;
    }

    /** The methods that go into a library: the others are JCuda's own. */
    private static Set<String> nativeMethods(Library library) throws ClassNotFoundException {
        Class<?> binding = Class.forName(library.binding, false, NativeCallsTest.class.getClassLoader());
        return Arrays.stream(binding.getDeclaredMethods())
                .filter(method -> Modifier.isNative(method.getModifiers()))
                .map(Method::getName)
                .map(name -> name.endsWith("Native") ? name.substring(0, name.length() - "Native".length()) : name)
                .collect(Collectors.toSet());
    }

    /** The functions that a method of JCuda calls: to return a text it asks for the length. */
    private static Stream<String> functions(String method) {
        String function = NativeCalls.function(method);
        return function.equals("nvrtcGetPTX") || function.equals("nvrtcGetProgramLog")
                ? Stream.of(function, function + "Size")
                : Stream.of(function);
    }

    @ParameterizedTest
    @EnumSource
    void listsWhatThisPackageCallsAndNothingElse(Library library) throws Exception {
        Set<String> called = new TreeSet<>();
        Path classes = Path.of(
                URI.create(NativeCalls.class.getResource("NativeCalls.class").toString()));
        try (Stream<Path> files = Files.list(classes.getParent())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                called.addAll(calls(file).getOrDefault(library.binding, Set.of()));
            }
        }
        called.retainAll(nativeMethods(library));
        if (library == Library.DRIVER) {
            assertThat(called).contains("cuInit");
        }
        assertThat(called.stream().flatMap(NativeCallsTest::functions))
                .as("the list of NativeCalls")
                .containsExactlyInAnyOrderElementsOf(NativeCalls.to(library));
    }

    @ParameterizedTest
    @EnumSource
    void listsOnlyWhatTheNativeImports(Library library) throws IOException {
        Set<String> imported = JCudaNative.of(library, library.linkedVersion()).image().imports().stream()
                .map(NativeCalls::functionOf)
                .collect(Collectors.toSet());
        assertThat(imported).containsAll(NativeCalls.to(library));
    }

    @Test
    void tellsVersionsOfAFunctionFromOtherFunctions() {
        assertThat(NativeCalls.functionOf("cuMemAlloc_v2")).isEqualTo("cuMemAlloc");
        assertThat(NativeCalls.functionOf("cuMemcpyHtoDAsync_v2_ptsz")).isEqualTo("cuMemcpyHtoDAsync");
        assertThat(NativeCalls.functionOf("cublasGemmEx")).isEqualTo("cublasGemmEx");
        assertThat(NativeCalls.functionOf("cublasSgemm_v2_64")).isEqualTo("cublasSgemm_v2_64");
        assertThat(NativeCalls.function("cublasGemmEx_new")).isEqualTo("cublasGemmEx");
    }

    @Test
    void findsWhatALibraryLacks() {
        Set<String> imports = Set.of("cuInit", "cuMemAlloc_v2", "cuTexRefCreate");
        assertThat(NativeCalls.missing(Library.DRIVER, imports, Set.of("cuInit")))
                .containsExactly("cuMemAlloc_v2");
        assertThat(NativeCalls.missing(Library.DRIVER, imports, Set.of("cuInit", "cuMemAlloc_v2")))
                .isEmpty();
    }
}
