// The element types as they are stored, the types they are computed in, and the ways between. Each storage type is a
// type of its own, so that overloads and templates tell them apart.
#include "ptx.cuh"

struct Bool {
    unsigned char bits;
};
typedef unsigned char Uint8;
typedef int Int32;
typedef long long Int64;
struct Float16 {
    unsigned short bits;
};
struct Bfloat16 {
    unsigned short bits;
};
typedef float Float32;
typedef double Float64;

// What arithmetic on a stored type is done in.
template <class T> struct Type {
    typedef T Compute;
};
template <> struct Type<Bool> {
    typedef bool Compute;
};
template <> struct Type<Uint8> {
    typedef int Compute;
};
template <> struct Type<Float16> {
    typedef float Compute;
};
template <> struct Type<Bfloat16> {
    typedef float Compute;
};

// From storage.
__device__ __forceinline__ bool widen(Bool x) {
    return x.bits != 0;
}
__device__ __forceinline__ int widen(Uint8 x) {
    return x;
}
__device__ __forceinline__ int widen(Int32 x) {
    return x;
}
__device__ __forceinline__ long long widen(Int64 x) {
    return x;
}
__device__ __forceinline__ float widen(Float16 x) {
    return halfToFloat(x.bits);
}
__device__ __forceinline__ float widen(Bfloat16 x) {
    return bfloat16ToFloat(x.bits);
}
__device__ __forceinline__ float widen(Float32 x) {
    return x;
}
__device__ __forceinline__ double widen(Float64 x) {
    return x;
}

// To storage: half types round, Uint8 keeps the low bits.
__device__ __forceinline__ void narrow(Bool& out, bool x) {
    out.bits = x ? 1 : 0;
}
__device__ __forceinline__ void narrow(Uint8& out, int x) {
    out = (Uint8)x;
}
__device__ __forceinline__ void narrow(Int32& out, int x) {
    out = x;
}
__device__ __forceinline__ void narrow(Int64& out, long long x) {
    out = x;
}
__device__ __forceinline__ void narrow(Float16& out, float x) {
    out.bits = floatToHalf(x);
}
__device__ __forceinline__ void narrow(Bfloat16& out, float x) {
    out.bits = floatToBfloat16(x);
}
__device__ __forceinline__ void narrow(Float32& out, float x) {
    out = x;
}
__device__ __forceinline__ void narrow(Float64& out, double x) {
    out = x;
}

// Neighbours that are read and written in one access.
template <class T, int N> struct alignas(sizeof(T) * N) Pack {
    T at[N];
};
