#include "settings.h"

#include <atomic>
#include <cstdlib>
#include <cstring>

namespace emulator {
namespace {

struct Initial {
    const char* variable;
    int64_t value;
};
const Initial INITIAL[] = {
#define X(name, initial) {"EMU_" #name, initial},
    EMU_SETTINGS(X)
#undef X
};

int64_t parse(const char* text) {
    static const char* const SCHEDULES[] = {"forward", "reverse", "random"};
    for (int i = 0; i < 3; i++)
        if (!std::strcmp(text, SCHEDULES[i])) return i;
    return std::strtoll(text, nullptr, 0);
}

struct Settings {
    std::atomic<int64_t> values[static_cast<int>(Setting::COUNT)];
    Settings() {
        for (int i = 0; i < static_cast<int>(Setting::COUNT); i++) {
            const char* text = std::getenv(INITIAL[i].variable);
            values[i] = text && *text ? parse(text) : INITIAL[i].value;
        }
    }
};
std::atomic<int64_t>& value(Setting s) {
    static Settings settings;
    return settings.values[static_cast<int>(s)];
}
std::atomic<int64_t> counters[static_cast<int>(Counter::COUNT)];

}  // namespace

int64_t get(Setting s) { return value(s); }
void set(Setting s, int64_t v) { value(s) = v; }
int64_t get(Counter c) { return counters[static_cast<int>(c)]; }
void set(Counter c, int64_t v) { counters[static_cast<int>(c)] = v; }
void count(Counter c, int64_t change) { counters[static_cast<int>(c)] += change; }

bool fails_now(Setting countdown) {
    std::atomic<int64_t>& left = value(countdown);
    return left > 0 && --left == 0;
}

bool fails_from_now(Setting countdown) {
    std::atomic<int64_t>& left = value(countdown);
    if (left > 1) --left;
    else if (left == 1) return true;
    return false;
}

}  // namespace emulator
