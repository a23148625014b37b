// Philox4x32-10: four words for each key and block number.
struct Words {
    unsigned w[4];
};

__device__ Words philox(unsigned long long key, unsigned long long block) {
    unsigned c0 = (unsigned)block;
    unsigned c1 = (unsigned)(block >> 32);
    unsigned c2 = 0;
    unsigned c3 = 0;
    unsigned k0 = (unsigned)key;
    unsigned k1 = (unsigned)(key >> 32);
    for (int round = 0; round < 10; round++) {
        unsigned high0 = __umulhi(0xD2511F53u, c0);
        unsigned low0 = 0xD2511F53u * c0;
        unsigned high1 = __umulhi(0xCD9E8D57u, c2);
        unsigned low1 = 0xCD9E8D57u * c2;
        c0 = high1 ^ c1 ^ k0;
        c1 = low1;
        c2 = high0 ^ c3 ^ k1;
        c3 = low0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    Words words = {{c0, c1, c2, c3}};
    return words;
}

__device__ unsigned long long pair(const Words& words, int i) {
    return words.w[2 * i] | (unsigned long long)words.w[2 * i + 1] << 32;
}

__device__ double fraction(unsigned long long bits) {
    return (double)(bits >> 11) * (1.0 / 9007199254740992.0);
}
