#include "harness.h"

#include <cstdio>
#include <cstdlib>

namespace {

struct Test {
    const char* name;
    void (*body)();
};
std::vector<Test>& tests() {
    static std::vector<Test> all;
    return all;
}
int failures = 0;

void reset() {
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
#define X(name, initial) turn(emulator::Setting::name, initial);
    EMU_SETTINGS(X)
#undef X
}

}  // namespace

void register_test(const char* name, void (*body)()) { tests().push_back({name, body}); }

void failed(const char* file, int line, const std::string& what) {
    std::printf("%s:%d: %s\n", file, line, what.c_str());
    failures++;
}

void turn(emulator::Setting s, long long value) {
    cuCtxSetLimit(emulator::SETTING_BASE + static_cast<int>(s), static_cast<size_t>(value));
}

long long counted(emulator::Counter c) {
    size_t value = 0;
    cuCtxGetLimit(&value, emulator::COUNTER_BASE + static_cast<int>(c));
    return static_cast<long long>(value);
}

std::string story(CUresult code) {
    const char* text = "";
    cuGetErrorString(code, &text);
    return text;
}

std::string compile(const std::string& source, std::string* image, const std::vector<const char*>& options) {
    void* program = nullptr;
    nvrtcCreateProgram(&program, source.c_str(), "test.cu", 0, nullptr, nullptr);
    int result = nvrtcCompileProgram(program, static_cast<int>(options.size()), options.data());
    size_t size = 0;
    nvrtcGetProgramLogSize(program, &size);
    std::string log(size, 0);
    nvrtcGetProgramLog(program, &log[0]);
    log.pop_back();
    if (result == 0 && image) {
        nvrtcGetCUBINSize(program, &size);
        image->resize(size);
        nvrtcGetCUBIN(program, &(*image)[0]);
    }
    nvrtcDestroyProgram(&program);
    return result == 0 ? "" : log.empty() ? "no log" : log;
}

Kernel::Kernel(const std::string& source, const char* name) {
    std::string image, log = compile(source, &image);
    if (!log.empty()) failed(__FILE__, __LINE__, log);
    if (log.empty() && (cuModuleLoadData(&module, image.c_str()) || cuModuleGetFunction(&handle, module, name)))
        failed(__FILE__, __LINE__, std::string("cannot load ") + name);
}

CUresult Kernel::launch(unsigned grid, unsigned block, std::vector<void*> arguments, unsigned shared, void* stream) const {
    return cuLaunchKernel(handle, grid, 1, 1, block, 1, 1, shared, stream, arguments.data(), nullptr);
}

/// Runs the tests whose names contain the argument.
int main(int count, char** arguments) {
    cuInit(0);
    void* context = nullptr;
    cuDevicePrimaryCtxRetain(&context, 0);
    cuCtxSetCurrent(context);
    int run = 0;
    for (const Test& t : tests()) {
        if (count > 1 && !std::strstr(t.name, arguments[1])) continue;
        reset();
        int before = failures;
        t.body();
        std::printf("%s %s\n", failures == before ? "ok    " : "FAILED", t.name);
        run++;
    }
    std::printf("%d tests, %d failures\n", run, failures);
    return failures != 0 || run == 0;
}
