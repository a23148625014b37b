// Names of result codes, and the story behind the last failure.
#pragma once

#include <string>

#include "types.h"

namespace emulator {

/// Remembers what went wrong for cuGetErrorString, and returns the code.
CUresult fail(CUresult code, const std::string& story);

/// After these the context is of no use any more.
bool is_sticky(CUresult code);

/// printf into a string.
__attribute__((format(printf, 1, 2))) std::string format(const char* pattern, ...);

}  // namespace emulator
