// What NVRTC accepts, refuses and says; many sources in one file; the cache.
#include <unistd.h>

#include <ctime>
#include <cstdlib>
#include <thread>

#include "harness.h"

namespace {
bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }
}  // namespace

TEST(errors_name_the_line_of_the_source) {
    std::string log = compile("// one\n/* two\nthree */\nextern \"C\" __global__ void k(float* p) {\n    p[0] = unknown(1);\n}\n", nullptr);
    CHECK(contains(log, "test.cu(5): error: "));
    CHECK(contains(log, "unknown"));
}

TEST(what_nvrtc_lacks_is_lacking) {
    for (const char* line : {"#include <cuda_fp16.h>", "#include <stdint.h>", "#include <math.h>"})
        CHECK(contains(compile(std::string(line) + "\n", nullptr), "test.cu(1): catastrophic error: cannot open source file"));
    for (const char* body : {"float x = INFINITY;", "uint32_t x = 1;", "float x = NAN;", "std::size_t x = 1;", "int64_t x;", "float x = M_PI;", "float x = FLT_MAX;"})
        CHECK(contains(compile("extern \"C\" __global__ void k() {\n" + std::string(body) + "}\n", nullptr), "test.cu(2): error"));
}

TEST(unknown_options_are_refused) {
    const char* source = "extern \"C\" __global__ void k(int* p) { p[0] = SEVEN; }";
    CHECK(contains(compile(source, nullptr, {"--no-such-option"}), "unrecognized option"));
    CHECK(compile(source, nullptr, {"--gpu-architecture=sm_90", "-DSEVEN=7", "--fmad=false", "-std=c++17"}).empty());
    CHECK(contains(compile(source, nullptr, {"--gpu-architecture=sm_90"}), "SEVEN"));
}

TEST(threads_that_compile_at_once_get_each_their_own) {
    const int threads = 16;
    std::string stamp = std::to_string(std::time(nullptr)) + std::to_string(getpid());  // not in the cache
    std::vector<std::string> logs(threads), images(threads);
    std::vector<std::thread> team;
    for (int i = 0; i < threads; i++)
        team.emplace_back([&, i] {
            // Some the same, one wrong.
            std::string value = i == 5 ? "unknown" : std::to_string(i / 2);
            logs[i] = compile("extern \"C\" __global__ void k(int* p) { p[0] = " + value + "; p[1] = (int)" + stamp + "ll; }\n",
                              &images[i]);
        });
    for (std::thread& t : team) t.join();
    for (int i = 0; i < threads; i++) {
        CHECK_EQUAL(contains(logs[i], "test.cu(1): error: "), i == 5);
        if (i == 5) continue;
        void *module = nullptr, *function = nullptr;
        CHECK_EQUAL(cuModuleLoadData(&module, images[i].c_str()), CUDA_SUCCESS);
        CHECK_EQUAL(cuModuleGetFunction(&function, module, "k"), CUDA_SUCCESS);
        Array<int> p(2);
        void* arguments[] = {p.argument()};
        CHECK_EQUAL(cuLaunchKernel(function, 1, 1, 1, 1, 1, 1, 0, nullptr, arguments, nullptr), CUDA_SUCCESS);
        CHECK_EQUAL(p.values()[0], i / 2);
    }
}

TEST(headers_of_the_program_are_found) {
    void* program = nullptr;
    const char *contents[] = {"#pragma once\n#define TWO 2\n__device__ int two() { return TWO; }\n"}, *names[] = {"two.cuh"};
    nvrtcCreateProgram(&program, "#include \"two.cuh\"\n#include \"two.cuh\"\nextern \"C\" __global__ void k(int* p) { p[0] = two(); }",
                       "k.cu", 1, contents, names);
    CHECK_EQUAL(nvrtcCompileProgram(program, 0, nullptr), 0);
    nvrtcDestroyProgram(&program);
}

TEST(kernels_are_found_however_they_are_written) {
    std::string source = R"(
        template <typename T> __device__ T twice(T v) { return v + v; }
        extern "C" __global__ void __launch_bounds__(256, 2) first(int* p) { p[0] = twice(1); }
        extern "C" __global__ __launch_bounds__(1 * (128)) void second(int* p) { p[0] = twice(2); }
        extern "C"
        __global__ void third(
            const int* __restrict__ unused, int* p) { p[0] = twice(3); /* __global__ void fourth() */ }
        // __global__ void fifth() {}
        __device__ const char* text = "__global__ void sixth() {}";)";
    const char* names[] = {"first", "second"};
    for (int i = 0; i < 2; i++) {
        Array<int> p(1);
        CHECK_EQUAL(Kernel(source, names[i]).launch(1, 1, {p.argument()}), CUDA_SUCCESS);
        CHECK_EQUAL(p.values()[0], 2 * i + 2);
    }
    std::string image;
    compile(source, &image);
    void *module = nullptr, *function = nullptr;
    CHECK_EQUAL(cuModuleLoadData(&module, image.c_str()), CUDA_SUCCESS);
    CHECK_EQUAL(cuModuleGetFunction(&function, module, "third"), CUDA_SUCCESS);
    for (const char* name : {"fourth", "fifth", "sixth", "twice"})
        CHECK_EQUAL(cuModuleGetFunction(&function, module, name), CUDA_ERROR_NOT_FOUND);
    CHECK_EQUAL(cuModuleUnload(module), CUDA_SUCCESS);
}

TEST(arguments_have_room_for_four_kilobytes) {
    auto with = [](int bytes) {
        return compile("struct Big { char c[" + std::to_string(bytes) + "]; }; extern \"C\" __global__ void k(int* p, Big b) { p[0] = b.c[1]; }", nullptr);
    };
    CHECK(with(4096 - 8).empty());
    CHECK(contains(with(4096 - 7), "formal parameter space overflowed"));
}

TEST(dynamic_shared_memory_may_be_declared_with_an_alignment) {
    Kernel k(R"(extern "C" __global__ void k(int* p) {
        extern __shared__ __align__(16) unsigned char bytes[];
        reinterpret_cast<int*>(bytes)[threadIdx.x] = 3;
        p[threadIdx.x] = reinterpret_cast<int*>(bytes)[threadIdx.x];
    })", "k");
    Array<int> p(2);
    CHECK_EQUAL(k.launch(1, 2, {p.argument()}, 8), CUDA_SUCCESS);
    CHECK_EQUAL(p.values()[1], 3);
}

TEST(an_image_that_the_emulator_did_not_make_is_invalid) {
    void* module = nullptr;
    CHECK_EQUAL(cuModuleLoadData(&module, ".version 8.0\n.target sm_80\n"), CUDA_ERROR_INVALID_IMAGE);
}

TEST(many_sources_in_one_compilation_keep_apart_and_need_no_compiler_later) {
    std::string folder = "/tmp/emulator-test." + std::to_string(getpid());
    CHECK_EQUAL(std::system(("mkdir -p " + folder).c_str()), 0);
    std::string command = "EMU_CACHE=" + folder + "/cache $EMU_HOME/lib12/emulator-compile -n 10";
    std::vector<std::string> sources;
    for (int i = 0; i < 25; i++) {
        sources.push_back("#define VALUE " + std::to_string(i) + "\n#ifndef GUARD\n#define GUARD\n__device__ int value() { return VALUE; }\n#endif\n"
                          "extern \"C\" __global__ void k(int* p) { __shared__ int s[4]; s[0] = value(); p[0] = s[0]; }\n");
        std::string file = folder + "/" + std::to_string(i) + ".cu";
        FILE* out = fopen(file.c_str(), "w");
        fputs(sources.back().c_str(), out);
        fclose(out);
        command += " " + file;
    }
    CHECK_EQUAL(std::system(command.c_str()), 0);
    // Three files of code, and for each source a link named by its key.
    int code = 0, links = 0;
    std::string find = "find " + folder + "/cache -name '*.so' -type ";
    FILE* count = popen((find + "f | wc -l; " + find + "l | wc -l").c_str(), "r");
    CHECK_EQUAL(fscanf(count, "%d %d", &code, &links), 2);
    pclose(count);
    CHECK_EQUAL(code, 3);
    CHECK_EQUAL(links, 25);
    // Put where this process looks, they run.
    CHECK_EQUAL(std::system(("mkdir -p $EMU_CACHE && cp -a " + folder + "/cache/. $EMU_CACHE/ && rm -rf " + folder).c_str()), 0);
    for (int i = 0; i < 25; i++) {
        Array<int> p(1);
        Kernel k(sources[static_cast<size_t>(i)], "k");
        CHECK_EQUAL(k.launch(1, 1, {p.argument()}), CUDA_SUCCESS);
        CHECK_EQUAL(p.values()[0], i);
    }
}

TEST(one_wrong_source_among_many_spoils_only_itself) {
    std::string folder = "/tmp/emulator-test." + std::to_string(getpid());
    std::string command = "mkdir -p " + folder + "; cd " + folder +
                          "; echo 'extern \"C\" __global__ void good() {}' > good.cu; echo 'extern \"C\" __global__ void bad() { nothing(); }' > bad.cu;"
                          "EMU_CACHE=" + folder + "/cache $EMU_HOME/lib12/emulator-compile good.cu bad.cu 2> log; [ $? = 1 ]"
                          " && grep -q 'bad.cu(1): error' log && [ $(find cache -name '*.so' | wc -l) = 1 ]; result=$?; rm -rf " + folder + "; exit $result";
    CHECK_EQUAL(std::system(command.c_str()), 0);
}
