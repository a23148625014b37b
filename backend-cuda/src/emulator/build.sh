#!/usr/bin/env bash
# Builds the emulated driver into a folder, if it is not up to date:
#     build.sh FOLDER
# FOLDER/lib12 and FOLDER/lib13 then hold libcuda.so.1, libnvrtc and libcublas as CUDA 12 and 13 name them; see README.md.
# Without a C++ compiler it says so and succeeds.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "${1:?folder}"
out=$(cd "$1" && pwd)
cxx=${CXX:-g++}

if ! command -v "$cxx" >/dev/null; then
    echo "[emulator] no $cxx: the emulated CUDA driver is not built, tests that need it are skipped"
    exit 0
fi
exec 9>"$out/lock"
flock 9 2>/dev/null || true

fingerprint() { # fingerprint FILE...: of files and the compiler
    cat - "$@" <<<"$("$cxx" --version)" | cksum | tr ' ' '-'
}
mapfile -t files < <(find "$source" -type f ! -path "$source/tests/*" | LC_ALL=C sort)
version=$(fingerprint "${files[@]}")
if [ "$(sed -n 's/^version //p' "$out/toolchain" 2>/dev/null)" = "$version" ]; then
    exit 0
fi
started=$SECONDS
rm -rf "$out/objects" "$out/lib12" "$out/lib13" "$out/toolchain" "$out/device" "$out/abi"
mkdir -p "$out/objects" "$out/lib12" "$out/lib13"
cp -r "$source/device" "$source/abi" "$out/"

flags=(-std=c++17 -O2 -fPIC -fvisibility=hidden -Wall -Wextra -Werror)
failed=0
compile() { # compile OBJECT SOURCE FLAG...: in the background, two at a time
    while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n || failed=1; done
    "$cxx" "${flags[@]}" "${@:3}" -c "$source/$2" -o "$out/objects/$1.o" &
}
stubs() { # stubs LIBRARY CODE: a weak definition of everything JCuda imports, for what is not implemented
    sed "s/.*/int __attribute__((weak, visibility(\"default\"))) &(void) { return $2; }/" "$source/symbols/$1.txt" >"$out/objects/$1-stubs.c"
    "$cxx" -x c -O1 -fPIC -c "$out/objects/$1-stubs.c" -o "$out/objects/$1-stubs.o"
}
stubs cuda 801
stubs nvrtc 11
stubs cublas 15
compile gemm cublas/gemm.cpp -O3
for f in translate compile; do compile $f nvrtc/$f.cpp; done
compile batch nvrtc/batch.cpp
for major in 12 13; do
    compile nvrtc$major nvrtc/api.cpp -DEMU_CUDA_MAJOR=$major
    compile cublas$major cublas/api.cpp -DEMU_CUDA_MAJOR=$major
done
driver=()
for f in "$source"/driver/*.cpp; do
    name=driver-$(basename "$f" .cpp)
    driver+=("$name")
    compile "$name" "driver/$(basename "$f")"
done
while [ "$(jobs -rp | wc -l)" -gt 0 ]; do wait -n || failed=1; done
[ $failed = 0 ] || exit 1

link() { # link FILE VERSION PATTERN OBJECT...
    printf '%s { global: %s; local: *; };\n' "$2" "$3" >"$out/objects/map"
    "$cxx" -shared -o "$out/$1" -Wl,-soname,"$(basename "$1")" -Wl,--version-script="$out/objects/map" "${@:4}" -ldl
}
cd "$out/objects"
link lib12/libcuda.so.1 "" "cu*; emuServices" "${driver[@]/%/.o}" translate.o compile.o cuda-stubs.o
cp "$out/lib12/libcuda.so.1" "$out/lib13/"
for major in 12 13; do
    link lib$major/libnvrtc.so.$major libnvrtc.so.$major "nvrtc*" nvrtc$major.o translate.o compile.o nvrtc-stubs.o
    link lib$major/libcublas.so.$major libcublas.so.$major "cublas*" cublas$major.o gemm.o cublas-stubs.o
done
"$cxx" -o "$out/lib12/emulator-compile" batch.o translate.o compile.o -pthread -ldl
kernel_flags=(-quiet -O1 -std=c++17 -fPIC -fno-exceptions -fno-rtti -fno-asynchronous-unwind-tables -fno-math-errno
    -ffp-contract=off -fno-strict-aliasing -fwrapv -w -fsanitize=alignment -fno-sanitize-recover=alignment)
compiler=$("$cxx" -print-prog-name=cc1plus)
"$compiler" "${kernel_flags[@]}" "$out/device/prelude.h" --output-pch="$out/device/prelude.h.gch"
{
    echo "compiler $compiler"
    printf 'flag %s\n' "${kernel_flags[@]}"
    echo "assembler $("$cxx" -print-prog-name=as)"
    echo "linker $("$cxx" -print-prog-name=ld)"
    echo "libm $("$cxx" -print-file-name=libm.so.6)"
    # The cache of compiled kernels outlives changes of all else.
    echo "kernels $(fingerprint "$source"/{device/*.h,abi/*.h,nvrtc/translate.cpp,nvrtc/compile.cpp,build.sh})"
    echo "version $version"
} >"$out/toolchain.new"
mv "$out/toolchain.new" "$out/toolchain"
rm -rf "$out/objects"
echo "[emulator] built in $((SECONDS - started)) s: $out"
