#include "schedule.h"

#include <algorithm>
#include <numeric>

#include "settings.h"

namespace emulator {

void Schedule::begin(uint64_t block_count, unsigned thread_count) {
    if (seed != get(Setting::SEED)) random.seed(static_cast<uint64_t>(seed = get(Setting::SEED)));
    blocks = block_count;
    if (order.size() != thread_count || kind != get(Setting::SCHEDULE)) {
        kind = get(Setting::SCHEDULE);
        order.resize(thread_count);
        std::iota(order.begin(), order.end(), 0u);
        if (kind == REVERSE) std::reverse(order.begin(), order.end());
    }
    step = 1;
    offset = 0;
    if (kind == REVERSE) {
        step = blocks - 1;  // congruent to -1
        offset = blocks - 1;
    } else if (kind == RANDOM) {
        // A step without a common divisor visits each block once.
        do step = random() % blocks + 1;
        while (std::gcd(step, blocks) != 1);
        offset = random() % blocks;
    }
}

const std::vector<unsigned>& Schedule::threads() {
    if (kind == RANDOM) std::shuffle(order.begin(), order.end(), random);
    return order;
}

}  // namespace emulator
