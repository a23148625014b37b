// Which objects handed out to the program are alive: a handle used after its end is an error, not a crash.
#pragma once

#include <unordered_set>

#include "settings.h"

namespace emulator {

template <class T>
class Handles {
  public:
    explicit Handles(Counter c) : counter(c) {}
    T* add(T* object) {
        count(counter);
        alive.insert(object);
        return object;
    }
    bool has(T* object) const { return alive.count(object) != 0; }
    bool remove(T* object) {
        if (!alive.erase(object)) return false;
        count(counter, -1);
        delete object;
        return true;
    }
    const std::unordered_set<T*>& all() const { return alive; }

  private:
    Counter counter;
    std::unordered_set<T*> alive;
};

}  // namespace emulator
