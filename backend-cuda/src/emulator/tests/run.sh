#!/usr/bin/env bash
# Builds the emulator's own tests against the libraries in FOLDER and runs them:
#     run.sh FOLDER [PART OF A TEST'S NAME]
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$(cd "${1:?folder}" && pwd)
shift
cxx=${CXX:-g++}
version=$(cat "$source"/* "$out/toolchain" | cksum)
if [ "$(cat "$out/tests/version" 2>/dev/null)" != "$version" ]; then
    rm -rf "$out/tests"
    mkdir -p "$out/tests"
    for f in "$source"/*.cpp; do
        while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
        "$cxx" -std=c++17 -O0 -Wall -Wextra -Werror -c "$f" -o "$out/tests/$(basename "$f" .cpp).o" &
    done
    while [ "$(jobs -rp | wc -l)" -gt 0 ]; do wait -n; done
    "$cxx" -o "$out/tests/run" "$out"/tests/*.o -Wl,-rpath,'$ORIGIN/../lib12' "$out"/lib12/lib*.so.*
    echo "$version" >"$out/tests/version"
fi
export EMU_CACHE=${EMU_CACHE:-$out/tests/cache} EMU_HOME=$out
exec "$out/tests/run" "$@"
