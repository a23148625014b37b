// A device refuses an access at an address that is no multiple of what the type is aligned to; this machine does not. The
// compiler puts a check in front of each access (-fsanitize=alignment), and calls this where one fails.
#pragma once

struct EmuMisaligned {
    const char* file;
    unsigned line, column;
    const void* type;
    unsigned char alignment_bits, kind;
};
extern "C" EMU_HIDDEN void __ubsan_handle_type_mismatch_v1_abort(const EmuMisaligned* access, const void* address) {
    emu_host->misaligned(address, 1u << access->alignment_bits, access->file, access->line);
    __builtin_unreachable();
}
