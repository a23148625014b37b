// In which order blocks and threads run. A kernel whose result depends on it lacks a barrier.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace emulator {

class Schedule {
  public:
    /// Takes the order and the seed from the settings.
    void begin(uint64_t blocks, unsigned threads);
    /// Which block comes i-th.
    uint64_t block(uint64_t i) const { return static_cast<uint64_t>((static_cast<unsigned __int128>(i) * step + offset) % blocks); }
    /// The threads' order within the next block.
    const std::vector<unsigned>& threads();

  private:
    enum Kind : int64_t { FORWARD, REVERSE, RANDOM };
    int64_t kind = -1;
    int64_t seed = -1;
    uint64_t blocks = 1, step = 1, offset = 0;
    std::vector<unsigned> order;
    std::mt19937_64 random;
};

}  // namespace emulator
