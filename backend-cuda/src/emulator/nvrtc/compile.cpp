#include "compile.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <sstream>

extern char** environ;

namespace emulator {
namespace {

std::string own_folder() {
    Dl_info info;
    dladdr(reinterpret_cast<void*>(&own_folder), &info);
    char path[PATH_MAX];
    std::string file = realpath(info.dli_fname, path) ? path : info.dli_fname;
    return file.substr(0, file.rfind('/'));
}

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// What the build found out: "name value" lines. The libraries lie one folder below it.
struct Toolchain {
    std::string home = own_folder().substr(0, own_folder().rfind('/'));
    std::string compiler, assembler, linker, libm, version;
    std::vector<std::string> flags;
    Toolchain() {
        std::ifstream in(home + "/toolchain");
        for (std::string name, value; in >> name && std::getline(in >> std::ws, value);) {
            if (name == "compiler") compiler = value;
            if (name == "assembler") assembler = value;
            if (name == "linker") linker = value;
            if (name == "libm") libm = value;
            if (name == "kernels") version = value;
            if (name == "flag") flags.push_back(value);
        }
    }
};
const Toolchain& toolchain() {
    static const Toolchain t;
    return t;
}

void make_folders(const std::string& path) {
    for (size_t i = 1; i <= path.size(); i++)
        if (i == path.size() || path[i] == '/') mkdir(path.substr(0, i).c_str(), 0777);
}

/// EMU_CACHE, else beside the libraries; one folder per version of what makes kernels.
const std::string& cache() {
    static const std::string folder = [] {
        const char* given = std::getenv("EMU_CACHE");
        std::string path = (given && *given ? std::string(given) : toolchain().home + "/cache") + "/" + toolchain().version;
        make_folders(path);
        return path;
    }();
    return folder;
}

bool exists(const std::string& path) { return access(path.c_str(), R_OK) == 0; }

int run(const std::vector<std::string>& command, const std::string& log) {
    std::vector<char*> arguments;
    for (const std::string& a : command) arguments.push_back(const_cast<char*>(a.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
    pid_t child;
    int status = posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (status) return -1;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// NVRTC writes file(line): where g++ writes file:line:column:, and no notes.
std::string as_nvrtc(const std::string& log) {
    std::istringstream in(log);
    std::string result;
    for (std::string line; std::getline(in, line);) {
        size_t error = line.find(": error: ");
        if (error == std::string::npos) error = line.find(": fatal error: ");
        if (error == std::string::npos) continue;
        std::string place = line.substr(0, error);
        size_t column = place.rfind(':'), row = column == std::string::npos ? column : place.rfind(':', column - 1);
        if (row != std::string::npos) place = place.substr(0, row) + "(" + place.substr(row + 1, column - row - 1) + ")";
        result += place + line.substr(error) + "\n";
    }
    return result.empty() ? log : result;
}

/// g++ forgets the section of a variable in a template, and leaves it to the assembler as `.comm name,size,alignment`. The
/// name of a variable in a function begins with _ZZ and holds the unit's namespace, which says where it belongs.
void put_into_sections(const std::string& file) {
    std::istringstream in(read(file));
    std::ofstream out(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
        size_t unit = line.compare(0, 10, "\t.comm\t_ZZ") ? std::string::npos : line.find("emu_");
        if (unit != std::string::npos) {
            size_t alignment = line.rfind(','), size = line.rfind(',', alignment - 1);
            line = "\t.section\temu_shared_" + line.substr(unit + 4, 32) + ",\"aw\"\n\t.balign\t" + line.substr(alignment + 1) +
                   "\n" + line.substr(7, size - 7) + ":\n\t.zero\t" + line.substr(size + 1, alignment - size - 1) + "\n\t.text";
        }
        out << line << '\n';
    }
}

/// Compiles a file of units; the caller names the result.
bool build(const std::string& text, const std::string& base, std::string& log) {
    const Toolchain& t = toolchain();
    std::string source = base + ".cpp", assembly = base + ".s", object = base + ".o", messages = base + ".log";
    std::ofstream(source, std::ios::binary) << "#include \"" << t.home << "/device/prelude.h\"\n" << text;
    // The compiler proper, assembler and linker are called directly: g++ in between costs as much as a small kernel. With
    // the flags of the build, the precompiled prelude fits.
    std::vector<std::string> command = {t.compiler};
    command.insert(command.end(), t.flags.begin(), t.flags.end());
    if (const char* level = std::getenv("EMU_OPTIMIZE")) command.push_back("-O" + std::string(level));
    command.insert(command.end(), {source, "-o", assembly});
    bool ok = run(command, messages) == 0;
    if (ok) put_into_sections(assembly);
    ok = ok && run({t.assembler, assembly, "-o", object}, messages) == 0 &&
         run({t.linker, "-shared", "-z", "noexecstack", object, t.libm, "-o", base + ".so"}, messages) == 0;
    if (!ok) log = as_nvrtc(read(messages));
    if (!ok && log.empty()) log = "the compiler " + t.compiler + " could not be run\n";
    for (const std::string& file : {source, assembly, object, messages}) unlink(file.c_str());
    return ok;
}

std::string temporary() {
    static std::atomic<int> number{0};
    return cache() + "/tmp." + std::to_string(getpid()) + "." + std::to_string(number++);
}

std::string path_of(const Unit& unit) { return cache() + "/" + unit.key + ".so"; }

bool compile_alone(const Unit& unit, std::string& log) {
    if (exists(path_of(unit))) return true;
    std::string base = temporary();
    if (!build(unit.text, base, log)) return false;
    // Whoever comes first or last, the content is the same.
    rename((base + ".so").c_str(), path_of(unit).c_str());
    return true;
}

/// Threads that want kernels at the same time share a run of the compiler, most of whose cost is its start: whoever finds it
/// idle compiles for all that wait.
class Queue {
  public:
    bool compile(const Unit& unit, std::string& log) {
        Want mine{&unit, log};
        std::unique_lock<std::mutex> guard(lock);
        waiting.push_back(&mine);
        while (!mine.done) {
            if (busy) {
                changed.wait(guard);
                continue;
            }
            size_t count = std::min(waiting.size(), MOST);
            std::vector<Want*> taken(waiting.begin(), waiting.begin() + static_cast<long>(count));
            waiting.erase(waiting.begin(), waiting.begin() + static_cast<long>(count));
            busy = true;
            guard.unlock();
            if (count > 1) {
                std::vector<Unit> units;
                for (const Want* w : taken) units.push_back(*w->unit);
                std::string ignored;
                compile_together(units, ignored);
            }
            // What did not compile with others tells here what is wrong with it.
            for (Want* w : taken) w->good = compile_alone(*w->unit, w->log);
            guard.lock();
            busy = false;
            for (Want* w : taken) w->done = true;
            changed.notify_all();
        }
        return mine.good;
    }

  private:
    static constexpr size_t MOST = 50;
    struct Want {
        const Unit* unit;
        std::string& log;
        bool good = false, done = false;
    };
    std::mutex lock;
    std::condition_variable changed;
    std::vector<Want*> waiting;
    bool busy = false;
};

}  // namespace

std::string shared_object(const Unit& unit, std::string& log) {
    static Queue& queue = *new Queue;  // never destroyed: threads may wait while the process ends
    return exists(path_of(unit)) || queue.compile(unit, log) ? path_of(unit) : "";
}

bool compile_together(const std::vector<Unit>& units, std::string& log) {
    std::string text, name;
    std::vector<const Unit*> missing;
    std::set<std::string> seen;
    for (const Unit& u : units) {
        if (!seen.insert(u.key).second || exists(path_of(u))) continue;
        missing.push_back(&u);
        text += u.text;
        if (name.empty()) name = "batch-" + u.key + "-" + std::to_string(units.size()) + ".so";
    }
    if (missing.empty()) return true;
    std::string base = temporary(), messages;
    if (build(text, base, messages)) {
        rename((base + ".so").c_str(), (cache() + "/" + name).c_str());
        for (const Unit* u : missing) {
            std::string link = base + ".link";
            if (symlink(name.c_str(), link.c_str()) == 0) rename(link.c_str(), path_of(*u).c_str());
        }
        return true;
    }
    // One of them is wrong: find out which.
    bool all = true;
    for (const Unit* u : missing) {
        std::string own;
        if (compile_alone(*u, own)) continue;
        all = false;
        log += own;
    }
    return all;
}

}  // namespace emulator
