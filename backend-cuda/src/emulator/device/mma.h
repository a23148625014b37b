// Tensor-core products of a whole warp: what mma.sync.aligned computes, with the fragment layouts of the PTX ISA. Products
// are exact and summed in float64; the hardware's order and width of summation are its own.
#pragma once

struct EmuMma {
    float* d;
    const unsigned *a, *b;
    const float* c;
};

/// Lane 4 g + t holds of A the rows g and g + 8, of B the column g, of C and D the columns 2 t and 2 t + 1.
template <int K, float (*element)(const unsigned* fragment, int index)>
static void emu_mma(void* const* operands, unsigned lanes) {
    if (lanes != 0xffffffffu) emu_host->trap("mma.sync needs all lanes of the warp");
    float a[16][K], b[K][8];
    for (int lane = 0; lane < 32; lane++) {
        auto* mine = static_cast<EmuMma*>(operands[lane]);
        int g = lane / 4, t = lane % 4;
        // K / 2 elements of A and K / 4 of B: 2 to a register and 2 neighbours for half types, else 1.
        constexpr int pack = K / 8;
        for (int i = 0; i < 4 * pack; i++) {
            int piece = i / pack, within = i % pack;
            a[g + piece % 2 * 8][t * pack + within + piece / 2 * (K / 2)] = element(mine->a, i);
        }
        for (int i = 0; i < 2 * pack; i++) b[t * pack + i % pack + i / pack * (K / 2)][g] = element(mine->b, i);
    }
    for (int lane = 0; lane < 32; lane++) {
        auto* mine = static_cast<EmuMma*>(operands[lane]);
        for (int i = 0; i < 4; i++) {
            int row = lane / 4 + i / 2 * 8, column = lane % 4 * 2 + i % 2;
            double sum = mine->c[i];
            for (int k = 0; k < K; k++) sum += static_cast<double>(a[row][k]) * b[k][column];
            mine->d[i] = static_cast<float>(sum);
        }
    }
}

EMU_DEVICE unsigned short emu_half_of(const unsigned* fragment, int i) {
    return static_cast<unsigned short>(fragment[i / 2] >> i % 2 * 16);
}
EMU_DEVICE float emu_mma_f16(const unsigned* fragment, int i) { return emu_half_to_float(emu_half_of(fragment, i)); }
EMU_DEVICE float emu_mma_bf16(const unsigned* fragment, int i) { return emu_bfloat16_to_float(emu_half_of(fragment, i)); }
/// The hardware ignores the low 13 bits; rounding is the program's task (cvt.rna.tf32).
EMU_DEVICE float emu_mma_tf32(const unsigned* fragment, int i) { return __uint_as_float(fragment[i] & 0xffffe000u); }

#define EMU_MMA(name, K, element)                                                                              \
    EMU_DEVICE void name(float (&d)[4], const unsigned (&a)[4], const unsigned (&b)[2], const float (&c)[4]) { \
        EmuMma operand{d, a, b, c};                                                                            \
        emu_host->warp_operation(0xffffffffu, emu_mma<K, element>, &operand);                                  \
    }
EMU_MMA(emu_mma_m16n8k16_f16, 16, emu_mma_f16)
EMU_MMA(emu_mma_m16n8k16_bf16, 16, emu_mma_bf16)
EMU_MMA(emu_mma_m16n8k8_tf32, 8, emu_mma_tf32)
