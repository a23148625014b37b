#include "translate.h"

#include <cctype>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <set>

namespace emulator {
namespace {

const char IMAGE[] = "//EMULATED ";

bool word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Two 64-bit FNV-1a hashes with different starts.
std::string digest(const std::string& text) {
    char hex[33];
    uint64_t a = 0xcbf29ce484222325u, b = 0x9ae16a3b2f90404fu;
    for (unsigned char c : text) {
        a = (a ^ c) * 0x100000001b3u;
        b = (b ^ c) * 0x100000001b3u;
        b ^= b >> 29;
    }
    std::snprintf(hex, sizeof hex, "%016llx%016llx", static_cast<unsigned long long>(a), static_cast<unsigned long long>(b));
    return hex;
}

/// Walks a source once, copying it with what must change, line by line the same.
class Translator {
  public:
    Translator(const Headers& h, std::string& l) : headers(h), log(l) {}

    void file(const std::string& source, const std::string& name) {
        out += "#line 1 \"" + name + "\"\n";
        const char* p = source.c_str();
        int line = 1;
        while (*p) {
            if (p[0] == '/' && p[1] == '/') {
                while (*p && *p != '\n') p++;
            } else if (p[0] == '/' && p[1] == '*') {
                const char* end = std::strstr(p + 2, "*/");
                end = end ? end + 2 : p + std::strlen(p);
                for (; p < end; p++)
                    if (*p == '\n') out += '\n', line++;
                out += ' ';
            } else if (*p == '"' || *p == '\'') {
                p = literal(p);
            } else if (*p == '#') {
                p = directive(p, name, line);
            } else if (word(*p)) {
                p = identifier(p, line);
            } else {
                if (*p == '\n') line++;
                out += *p++;
            }
        }
        out += '\n';
    }

    std::string out;
    std::set<std::string> macros;
    std::vector<std::string> kernels;  // each with the limit of its threads
    bool failed = false, shares = false;

  private:
    const char* literal(const char* p) {
        char quote = *p;
        do {
            if (*p == '\\' && p[1]) out += *p++;
            out += *p++;
        } while (*p && *p != quote && *p != '\n');
        if (*p == quote) out += *p++;
        return p;
    }

    static const char* blanks(const char* p) {
        while (*p == ' ' || *p == '\t') p++;
        return p;
    }
    static const char* space(const char* p) {
        while (std::isspace(static_cast<unsigned char>(*p))) p++;
        return p;
    }
    static std::string name_at(const char* p) {
        const char* end = p;
        while (word(*end)) end++;
        return std::string(p, end);
    }

    /// #define is noted, so that it ends with the unit; #include is replaced by what it names.
    const char* directive(const char* p, const std::string& file_name, int line) {
        const char* q = blanks(p + 1);
        std::string what = name_at(q);
        q = blanks(q + what.size());
        if (what == "define") macros.insert(name_at(q));
        if (what == "pragma" && name_at(q) == "once") return p + std::strcspn(p, "\n");
        if (what != "include") {
            out += *p;
            return p + 1;
        }
        const char* end = q + std::strcspn(q, "\n");
        std::string header(q, end);
        size_t close = header.find_first_of("\">", 1);
        header = header.substr(1, close == std::string::npos ? close : close - 1);
        auto found = headers.find(header);
        if (found == headers.end()) {
            log += file_name + "(" + std::to_string(line) + "): catastrophic error: cannot open source file \"" + header + "\"\n";
            failed = true;
        } else if (included.insert(header).second) {
            file(found->second, header);
            out += "#line " + std::to_string(line) + " \"" + file_name + "\"\n";
        }
        return end;
    }

    const char* identifier(const char* p, int& line) {
        std::string name = name_at(p);
        const char* after = p + name.size();
        if (name == "extern") {
            const char* q = space(after);
            if (!std::strncmp(q, "\"C\"", 3) && !std::strncmp(space(q + 3), "__global__", 10)) {
                keep_lines(p, space(q + 3), line);  // kernels live in the unit's namespace
                note_kernel(space(q + 3) + 10);
                return space(q + 3);
            }
            if (name_at(q) == "__shared__") return dynamic_shared(q + 10, line);
        }
        if (name == "__shared__") {
            shares = true;
            out += "EMU_SHARED(" + Declaration(after).type + ")";
            return after;
        }
        out += name;
        return after;
    }

    /// The first variable that is declared, for example of `__align__(16) float a[4], b;`.
    struct Declaration {
        std::string type, variable, alignment;
        explicit Declaration(const char* p) {
            const char* end = p;
            for (int depth = 0; *end && !std::strchr("[;=", *end) && (*end != ',' || depth); end++)
                depth += *end == '<' ? 1 : *end == '>' ? -1 : 0;
            std::string text(p, end);
            size_t align = text.find("__align__");
            if (align == std::string::npos) align = text.find("alignas");
            if (align != std::string::npos) {
                size_t begin = text.find('(', align), close = text.find(')', align) + 1;
                alignment = text.substr(begin, close - begin);
                text.erase(align, close - align);
            }
            while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
            size_t start = text.size();
            while (start > 0 && word(text[start - 1])) start--;
            type = text.substr(0, start);
            variable = text.substr(start);
            if (alignment.empty()) alignment = "(alignof(" + type + "))";
        }
    };

    /// `extern __shared__ float s[];` declares a pointer to the block's dynamic shared memory, aligned as it says.
    const char* dynamic_shared(const char* p, int& line) {
        Declaration d(p);
        const char* end = std::strchr(p, ';');
        if (!end) return p;
        out += d.type + "* " + d.variable + " = (" + d.type + "*)emu_dynamic_shared" + d.alignment + ";";
        for (const char* c = p; c < end; c++)
            if (*c == '\n') line++;
        return end + 1;
    }

    /// The kernel's name is what stands before the first parenthesis that is not an attribute's. The limit of its threads
    /// becomes a constant in front of it, where the names in it mean what they mean there.
    void note_kernel(const char* p) {
        std::string bounds = "0";
        for (;;) {
            p = space(p);
            std::string name = name_at(p);
            if (name.empty()) return;
            const char* next = space(p + name.size());
            if (*next == '(') {
                if (name != "__launch_bounds__" && name != "__attribute__" && name != "__maxnreg__") {
                    kernels.push_back(name + ", emu_threads_of_" + name);
                    out += "static constexpr int emu_threads_of_" + name + " = emu_first(" + bounds + "); ";
                    return;
                }
                int depth = 0;
                const char* open = next + 1;
                do {
                    depth += *next == '(' ? 1 : *next == ')' ? -1 : 0;
                } while (*next++ && depth);
                if (name == "__launch_bounds__") bounds.assign(open, next - 1);
            }
            p = next;
        }
    }

    void keep_lines(const char* from, const char* to, int& line) {
        for (; from < to; from++)
            if (*from == '\n') out += '\n', line++;
    }

    const Headers& headers;
    std::string& log;
    std::set<std::string> included;
};

std::string substitute(std::string text, const std::string& key) {
    for (size_t at; (at = text.find('@')) != std::string::npos;) text.replace(at, 1, key);
    return text;
}

}  // namespace

Unit translate(const std::string& source, const std::string& name, const std::vector<std::string>& definitions,
               const Headers& headers, std::string& log) {
    Unit unit;
    Translator t(headers, log);
    t.file(source, name);
    if (t.failed) return unit;
    std::string opening, closing;
    for (const std::string& d : definitions) {
        size_t equals = d.find('=');
        std::string macro = d.substr(0, equals);
        opening += "#define " + macro + " " + (equals == std::string::npos ? "1" : d.substr(equals + 1)) + "\n";
        t.macros.insert(macro);
    }
    for (const std::string& m : t.macros) closing += "#undef " + m + "\n";
    std::string table;
    for (const std::string& k : t.kernels) table += "    EMU_KERNEL(" + k + "),\n";

    unit.key = digest(opening + t.out);
    unit.text = opening + substitute("#define EMU_SHARED_SECTION \"emu_shared_@\"\nnamespace emu_@ {\n", unit.key) +
                (t.shares ? "EMU_SHARED_SKEW\n" : "") + t.out +
                substitute("}\n#line 1 \"emulator\"\n", unit.key) +
                substitute("namespace emu_@ {\nstatic const EmuKernel kernels[] = {\n", unit.key) + table +
                substitute("    {nullptr, nullptr, nullptr, 0, 0}};\n}\n"
                           "extern \"C\" {\n"
                           "EMU_HIDDEN extern char __start_emu_shared_@[] __attribute__((weak));\n"
                           "EMU_HIDDEN extern char __stop_emu_shared_@[] __attribute__((weak));\n"
                           "extern const EmuModule emu_module_@;\n"
                           "const EmuModule emu_module_@ = {emu_@::kernels, ", unit.key) + std::to_string(t.kernels.size()) +
                substitute(", __start_emu_shared_@, __stop_emu_shared_@, &emu_thread, &emu_host};\n}\n", unit.key) +
                "#undef EMU_SHARED_SECTION\n" + closing;
    return unit;
}

std::string Unit::image() const { return IMAGE + key + "\n" + text; }

bool Unit::from_image(const char* image, Unit& unit) {
    if (std::strncmp(image, IMAGE, sizeof IMAGE - 1)) return false;
    const char* key = image + sizeof IMAGE - 1;
    const char* end = std::strchr(key, '\n');
    if (!end) return false;
    unit.key.assign(key, end);
    unit.text = end + 1;
    return true;
}

}  // namespace emulator
