// PTX is not understood; the source it was made of is run instead.
#pragma once

#include <string>

#include "../nvrtc/translate.h"

namespace emulator {

/// The unit of the source whose SHA-256 stands in the first line of the PTX, "// source DIGEST", if DIGEST.cu lies in the
/// folder EMU_SOURCES; else the log says why not.
bool unit_of_ptx(const char* image, Unit& unit, std::string& log);

}  // namespace emulator
