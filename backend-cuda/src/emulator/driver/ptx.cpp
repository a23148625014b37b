#include "ptx.h"

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

namespace emulator {
namespace {
const char SOURCE[] = "// source ";
}

bool unit_of_ptx(const char* image, Unit& unit, std::string& log) {
    const char* folder = std::getenv("EMU_SOURCES");
    if (!folder || std::strncmp(image, SOURCE, sizeof SOURCE - 1)) {
        log = "the image was not made by the emulator's NVRTC";
        return false;
    }
    const char* digest = image + sizeof SOURCE - 1;
    std::string name = std::string(digest, std::strcspn(digest, "\n")) + ".cu";
    std::ifstream in(std::string(folder) + "/" + name, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) {
        log = "there is no source " + name + " in " + folder + " that the PTX was made of";
        return false;
    }
    unit = translate(text.str(), name, {}, {}, log);
    return !unit.key.empty();
}

}  // namespace emulator
