// The calls of NVRTC.
#include <cstring>

#include "compile.h"

#define EMU_EXPORT extern "C" __attribute__((visibility("default")))

using namespace emulator;

enum nvrtcResult {
    NVRTC_SUCCESS,
    NVRTC_ERROR_OUT_OF_MEMORY,
    NVRTC_ERROR_PROGRAM_CREATION_FAILURE,
    NVRTC_ERROR_INVALID_INPUT,
    NVRTC_ERROR_INVALID_PROGRAM,
    NVRTC_ERROR_INVALID_OPTION,
    NVRTC_ERROR_COMPILATION,
};

struct Program {
    std::string source, name, log, image;
    Headers headers;
};

namespace {

const int ARCHITECTURES[] = {50, 52, 53, 60, 61, 62, 70, 72, 75, 80, 86, 87, 89, 90};

/// Options with a value that may follow as the next argument; what is not known is refused, as NVRTC does.
const char* const KNOWN[] = {"--gpu-architecture", "-arch", "--std", "-std", "--use_fast_math", "-use_fast_math", "--fmad",
                             "-fmad", "--ftz", "-ftz", "--prec-div", "--prec-sqrt", "--define-macro", "-D", "--include-path",
                             "-I", "--device-as-default-execution-space", "-default-device", "--maxrregcount", "-lineinfo",
                             "--generate-line-info", "--extra-device-vectorization", "--restrict", "-restrict", "-w",
                             "--disable-warnings", "--split-compile", "--dopt", "-G", "--device-debug", "--no-cache"};

bool known(const std::string& option) {
    for (const char* k : KNOWN) {
        size_t n = std::strlen(k);
        if (!option.compare(0, n, k) && (option.size() == n || option[n] == '=' || n == 2)) return true;
    }
    return false;
}

nvrtcResult give(const std::string& text, char* to) {
    std::memcpy(to, text.c_str(), text.size() + 1);
    return NVRTC_SUCCESS;
}

}  // namespace

EMU_EXPORT const char* nvrtcGetErrorString(int code) {
    static const char* const NAMES[] = {"NVRTC_SUCCESS", "NVRTC_ERROR_OUT_OF_MEMORY", "NVRTC_ERROR_PROGRAM_CREATION_FAILURE",
                                        "NVRTC_ERROR_INVALID_INPUT", "NVRTC_ERROR_INVALID_PROGRAM",
                                        "NVRTC_ERROR_INVALID_OPTION", "NVRTC_ERROR_COMPILATION"};
    return code >= 0 && code <= NVRTC_ERROR_COMPILATION ? NAMES[code] : "NVRTC_ERROR unknown";
}
EMU_EXPORT nvrtcResult nvrtcVersion(int* major, int* minor) {
    *major = EMU_CUDA_MAJOR;
    *minor = EMU_CUDA_MAJOR == 12 ? 6 : 0;
    return NVRTC_SUCCESS;
}
EMU_EXPORT nvrtcResult nvrtcGetNumSupportedArchs(int* n) { return *n = sizeof ARCHITECTURES / sizeof(int), NVRTC_SUCCESS; }
EMU_EXPORT nvrtcResult nvrtcGetSupportedArchs(int* to) {
    std::memcpy(to, ARCHITECTURES, sizeof ARCHITECTURES);
    return NVRTC_SUCCESS;
}
EMU_EXPORT nvrtcResult nvrtcCreateProgram(Program** result, const char* source, const char* name, int headers,
                                          const char* const* contents, const char* const* names) {
    if (!result || !source) return NVRTC_ERROR_INVALID_INPUT;
    *result = new Program{source, name ? name : "default_program", "", "", {}};
    for (int i = 0; i < headers; i++) (*result)->headers[names[i]] = contents[i];
    return NVRTC_SUCCESS;
}
EMU_EXPORT nvrtcResult nvrtcDestroyProgram(Program** p) {
    delete *p;
    *p = nullptr;
    return NVRTC_SUCCESS;
}
EMU_EXPORT nvrtcResult nvrtcCompileProgram(Program* p, int count, const char* const* options) {
    std::vector<std::string> definitions;
    for (int i = 0; i < count; i++) {
        std::string o = options[i];
        if (!known(o)) {
            p->log = "nvrtc: error: invalid value for option or unrecognized option: " + o + "\n";
            return NVRTC_ERROR_INVALID_OPTION;
        }
        if (!o.compare(0, 2, "-D")) definitions.push_back(o.size() > 2 ? o.substr(2) : options[++i]);
        if (!o.compare(0, 15, "--define-macro=")) definitions.push_back(o.substr(15));
    }
    p->log.clear();
    p->image.clear();
    Unit unit = translate(p->source, p->name, definitions, p->headers, p->log);
    if (unit.key.empty() || shared_object(unit, p->log).empty()) return NVRTC_ERROR_COMPILATION;
    p->image = unit.image();
    return NVRTC_SUCCESS;
}
EMU_EXPORT nvrtcResult nvrtcGetCUBINSize(Program* p, size_t* n) {
    if (p->image.empty()) return NVRTC_ERROR_INVALID_PROGRAM;
    return *n = p->image.size() + 1, NVRTC_SUCCESS;
}
EMU_EXPORT nvrtcResult nvrtcGetCUBIN(Program* p, char* to) { return give(p->image, to); }
EMU_EXPORT nvrtcResult nvrtcGetPTXSize(Program* p, size_t* n) { return nvrtcGetCUBINSize(p, n); }
EMU_EXPORT nvrtcResult nvrtcGetPTX(Program* p, char* to) { return give(p->image, to); }
EMU_EXPORT nvrtcResult nvrtcGetProgramLogSize(Program* p, size_t* n) { return *n = p->log.size() + 1, NVRTC_SUCCESS; }
EMU_EXPORT nvrtcResult nvrtcGetProgramLog(Program* p, char* to) { return give(p->log, to); }
EMU_EXPORT nvrtcResult nvrtcAddNameExpression(Program*, const char*) { return NVRTC_SUCCESS; }
EMU_EXPORT nvrtcResult nvrtcGetLoweredName(Program*, const char* name, const char** lowered) {
    return *lowered = name, NVRTC_SUCCESS;
}
