#!/usr/bin/env bash
# Writes the lists beside it anew: what JCuda's native libraries import. After an upgrade of JCuda.
#     update.sh FOLDER      where the unpacked libJCuda*.so are
set -euo pipefail
out=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
imports() { # imports PREFIX LIBRARY...
    local prefix=$1
    shift
    nm --dynamic --undefined-only "$@" | awk '{print $NF}' | sed 's/@.*//' | grep -E "^$prefix" | LC_ALL=C sort -u
}
imports 'cu[A-Z]' "$1"/libJCudaDriver-*.so >"$out/cuda.txt"
imports nvrtc "$1"/libJNvrtc-*.so >"$out/nvrtc.txt"
imports cublas "$1"/libJCublas2-*.so >"$out/cublas.txt"
