// Translation units into shared objects, through a cache on disk that several processes may use at once.
#pragma once

#include <string>
#include <vector>

#include "translate.h"

namespace emulator {

/// The shared object of a unit, compiled if the cache has none; empty when it does not compile, and the log says why.
std::string shared_object(const Unit& unit, std::string& log);

/// Compiles what the cache lacks, as many units as given in one run of the compiler. Whether all of them did.
bool compile_together(const std::vector<Unit>& units, std::string& log);

}  // namespace emulator
