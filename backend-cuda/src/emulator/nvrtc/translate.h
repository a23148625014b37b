// CUDA C++ source into a C++ translation unit.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace emulator {

/// One translated source. Many can stand in one file: each has a namespace of its own.
struct Unit {
    std::string key;   // names everything of this unit, and says what it was made of
    std::string text;

    std::string symbol() const { return "emu_module_" + key; }
    /// What is handed out as CUBIN or PTX: the text itself, so that it outlives the cache.
    std::string image() const;
    static bool from_image(const char* image, Unit& unit);
};

/// Headers that were given to nvrtcCreateProgram, by name.
using Headers = std::map<std::string, std::string>;

/// Translates; when an #include cannot be resolved the result is empty and the log says so as NVRTC does.
Unit translate(const std::string& source, const std::string& name, const std::vector<std::string>& definitions,
               const Headers& headers, std::string& log);

}  // namespace emulator
