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

#define EMU_KERNEL(kernel)                                                                                     \
    {#kernel, &decltype(emu_parameters(kernel))::template call<kernel>, decltype(emu_parameters(kernel))::values, \
     emu_count(kernel)}
