// emulator-compile: fills the cache of compiled kernels.
//
//     emulator-compile [-n UNITS] FILE…
//
// Each file is one CUDA source as it is given to NVRTC, or an image that NVRTC returned. Runs one compiler per group of
// UNITS sources (50) and one group per processor at a time.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include "compile.h"

using namespace emulator;

int main(int count, char** arguments) {
    size_t group = 50;
    std::vector<Unit> units;
    int wrong = 0;
    for (int i = 1; i < count; i++) {
        if (!std::strcmp(arguments[i], "-n") && i + 1 < count) {
            group = static_cast<size_t>(std::max(1, std::atoi(arguments[++i])));
            continue;
        }
        std::ifstream in(arguments[i], std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        std::string log;
        Unit unit;
        if (!Unit::from_image(text.str().c_str(), unit)) unit = translate(text.str(), arguments[i], {}, {}, log);
        if (unit.key.empty()) {
            std::fputs(log.c_str(), stderr);
            wrong++;
        } else {
            units.push_back(std::move(unit));
        }
    }
    std::atomic<size_t> next{0};
    std::mutex output;
    auto work = [&] {
        for (size_t at; (at = next.fetch_add(group)) < units.size();) {
            std::vector<Unit> some(units.begin() + static_cast<long>(at),
                                   units.begin() + static_cast<long>(std::min(units.size(), at + group)));
            std::string log;
            if (compile_together(some, log)) continue;
            std::lock_guard<std::mutex> guard(output);
            std::fputs(log.c_str(), stderr);
            wrong++;
        }
    };
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); i++) workers.emplace_back(work);
    for (std::thread& w : workers) w.join();
    return wrong != 0;
}
