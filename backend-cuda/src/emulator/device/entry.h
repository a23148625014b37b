// How the driver calls a kernel: one thunk per kernel that takes the arguments from the launch's pointer table.
#pragma once

template <int... I>
struct EmuIndices {};

template <class T>
struct EmuParameterOf {
    static constexpr EmuParameter value = {sizeof(T), alignof(T), false};
};
template <class T>
struct EmuParameterOf<T*> {
    static constexpr EmuParameter value = {sizeof(T*), alignof(T*), true};
};

template <class... A>
struct EmuParameters {
    static constexpr EmuParameter values[] = {EmuParameterOf<A>::value...};
    template <void (*kernel)(A...), int... I>
    static void apply(void** arguments, EmuIndices<I...>) {
        kernel(*static_cast<A*>(arguments[I])...);
    }
    template <void (*kernel)(A...)>
    static void call(void** arguments) {
        apply<kernel>(arguments, EmuIndices<__integer_pack(sizeof...(A))...>());
    }
};
template <>
struct EmuParameters<> {
    static constexpr const EmuParameter* values = nullptr;
    template <void (*kernel)()>
    static void call(void**) {
        kernel();
    }
};

template <class... A>
constexpr int emu_count(void (*)(A...)) {
    return sizeof...(A);
}
template <class... A>
constexpr EmuParameters<A...> emu_parameters(void (*)(A...)) {
    return {};
}

/// The bytes of all arguments. Drivers of CUDA 12.0 take 4 KB, and a compiler refuses more.
template <class... A>
constexpr int emu_parameter_bytes(void (*)(A...)) {
    int end = 0;
    ((end = (end + alignof(A) - 1) / alignof(A) * alignof(A) + sizeof(A)), ...);
    return end;
}
template <int bytes>
constexpr int emu_fitting(int count) {
    static_assert(bytes <= 4096, "formal parameter space overflowed: at most 4096 bytes");
    return count;
}

template <class... A>
constexpr int emu_first(int first, A...) {
    return first;
}

#define EMU_KERNEL(kernel, most_threads)                                                                          \
    {#kernel, &decltype(emu_parameters(kernel))::template call<kernel>, decltype(emu_parameters(kernel))::values, \
     emu_fitting<emu_parameter_bytes(kernel)>(emu_count(kernel)), most_threads}
