#include "CProvisoShims.h"

#include <sodium.h>
#include <string.h>

/* RFC 7693 section 2.6: the initialization vector. */
static const uint64_t iv[8] = {
    0x6a09e667f3bcc908ULL, 0xbb67ae8584caa73bULL, 0x3c6ef372fe94f82bULL, 0xa54ff53a5f1d36f1ULL,
    0x510e527fade682d1ULL, 0x9b05688c2b3e6c1fULL, 0x1f83d9abfb41bd6bULL, 0x5be0cd19137e2179ULL,
};

static inline uint64_t load64(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline void store64(uint8_t *p, uint64_t word) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(p, &word, sizeof word);
}

static inline uint64_t rotate_right(uint64_t word, unsigned count) { return (word >> count) | (word << (64 - count)); }

/* RFC 7693 section 3.1, the mixing function, and one round of section 3.2 with the message schedule of section 2.7
   written out as constants, so that the compiler keeps the sixteen working words in registers. */
#define MIX(a, b, c, d, x, y)                                                                                          \
    do {                                                                                                               \
        a = a + b + (x);                                                                                               \
        d = rotate_right(d ^ a, 32);                                                                                   \
        c = c + d;                                                                                                     \
        b = rotate_right(b ^ c, 24);                                                                                   \
        a = a + b + (y);                                                                                               \
        d = rotate_right(d ^ a, 16);                                                                                   \
        c = c + d;                                                                                                     \
        b = rotate_right(b ^ c, 63);                                                                                   \
    } while (0)

#define ROUND(WORD, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15)                              \
    do {                                                                                                               \
        MIX(v0, v4, v8, v12, WORD(s0), WORD(s1));                                                                      \
        MIX(v1, v5, v9, v13, WORD(s2), WORD(s3));                                                                      \
        MIX(v2, v6, v10, v14, WORD(s4), WORD(s5));                                                                     \
        MIX(v3, v7, v11, v15, WORD(s6), WORD(s7));                                                                     \
        MIX(v0, v5, v10, v15, WORD(s8), WORD(s9));                                                                     \
        MIX(v1, v6, v11, v12, WORD(s10), WORD(s11));                                                                   \
        MIX(v2, v7, v8, v13, WORD(s12), WORD(s13));                                                                    \
        MIX(v3, v4, v9, v14, WORD(s14), WORD(s15));                                                                    \
    } while (0)

/* The compression function F of RFC 7693 section 3.2, whose message words WORD gives by their numbers. `offset` counts
   message bytes up to and with this block; keyed identifiers are far shorter than 2^64, so the counter's high word
   stays zero. */
#define COMPRESS(WORD, out, h, offset, is_last)                                                                        \
    do {                                                                                                               \
        uint64_t v0 = h[0], v1 = h[1], v2 = h[2], v3 = h[3], v4 = h[4], v5 = h[5], v6 = h[6], v7 = h[7];               \
        uint64_t v8 = iv[0], v9 = iv[1], v10 = iv[2], v11 = iv[3];                                                     \
        uint64_t v12 = iv[4] ^ offset, v13 = iv[5], v14 = is_last ? ~iv[6] : iv[6], v15 = iv[7];                       \
        ROUND(WORD, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);                                             \
        ROUND(WORD, 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3);                                             \
        ROUND(WORD, 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4);                                             \
        ROUND(WORD, 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8);                                             \
        ROUND(WORD, 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13);                                             \
        ROUND(WORD, 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9);                                             \
        ROUND(WORD, 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11);                                             \
        ROUND(WORD, 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10);                                             \
        ROUND(WORD, 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5);                                             \
        ROUND(WORD, 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0);                                             \
        ROUND(WORD, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);                                             \
        ROUND(WORD, 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3);                                             \
        out[0] = h[0] ^ v0 ^ v8;                                                                                       \
        out[1] = h[1] ^ v1 ^ v9;                                                                                       \
        out[2] = h[2] ^ v2 ^ v10;                                                                                      \
        out[3] = h[3] ^ v3 ^ v11;                                                                                      \
        out[4] = h[4] ^ v4 ^ v12;                                                                                      \
        out[5] = h[5] ^ v5 ^ v13;                                                                                      \
        out[6] = h[6] ^ v6 ^ v14;                                                                                      \
        out[7] = h[7] ^ v7 ^ v15;                                                                                      \
    } while (0)

/* A word of the message block is read where it lies; copying the block first would cost as much as half a round. */
#define WORD_OF_BLOCK(i) load64(block + 8 * (i))

static void compress(uint64_t out[8], const uint64_t h[8], const uint8_t block[128], uint64_t offset, int is_last) {
    COMPRESS(WORD_OF_BLOCK, out, h, offset, is_last);
}

/* Of a message of up to 32 bytes, which most identifiers are, twelve of the sixteen words are zero. Said at compile
   time, that spares their loads and additions: an eighth of all there is to do. */
#define WORD_OF_FOUR(i) ((i) < 4 ? words[(i) & 3] : 0)

static void compress_short(uint64_t out[8], const uint64_t h[8], const uint8_t *message, size_t message_length) {
    uint8_t block[32] = {0};
    memcpy(block, message, message_length);
    const uint64_t words[4] = {load64(block), load64(block + 8), load64(block + 16), load64(block + 24)};
    COMPRESS(WORD_OF_FOUR, out, h, (128 + message_length), 1);
}

void proviso_blake2b_compress_key(uint64_t state[8], size_t output_length, const uint8_t *key, size_t key_length,
                                  const uint8_t *personalization) {
    /* RFC 7693 section 2.5: the parameter block; sequential mode has fanout and depth 1, personalization is its last
       sixteen bytes. */
    for (int i = 0; i < 8; i++) state[i] = iv[i];
    state[0] ^= 0x01010000ULL ^ ((uint64_t)key_length << 8) ^ (uint64_t)output_length;
    state[6] ^= load64(personalization);
    state[7] ^= load64(personalization + 8);

    uint8_t block[128] = {0};
    memcpy(block, key, key_length);
    compress(state, state, block, 128, 0);
    sodium_memzero(block, sizeof block);
}

int proviso_blake2b_finish(const uint64_t state[8], const uint8_t *message, size_t message_length, uint8_t *output,
                           size_t output_length) {
    if (message_length == 0) return -1;
    /* The state is read where it lies: a copy of it would pass through vector registers and stay there. */
    uint64_t h[8];
    if (message_length <= 32) {
        compress_short(h, state, message, message_length);
    } else {
        const uint64_t *chain = state;
        uint64_t offset = 128;
        while (message_length > 128) {
            offset += 128;
            compress(h, chain, message, offset, 0);
            chain = h;
            message += 128;
            message_length -= 128;
        }
        uint8_t block[128] = {0};
        memcpy(block, message, message_length);
        compress(h, chain, block, offset + message_length, 1);
    }

    uint8_t digest[64];
    for (int i = 0; i < 8; i++) store64(digest + 8 * i, h[i]);
    /* Constant lengths compile to a store or two; the general copy is a call. */
    switch (output_length) {
    case 16: memcpy(output, digest, 16); break;
    case 32: memcpy(output, digest, 32); break;
    default: memcpy(output, digest, output_length);
    }
    return 0;
}

/* --- libsodium's streaming state --- */

size_t proviso_generichash_state_size(void) { return crypto_generichash_statebytes(); }

int proviso_generichash_init(void *state, const uint8_t *key, size_t key_length, size_t output_length,
                             const uint8_t *personalization) {
    return crypto_generichash_blake2b_init_salt_personal(state, key, key_length, output_length, NULL, personalization);
}

int proviso_generichash_update(void *state, const uint8_t *input, size_t input_length) {
    return crypto_generichash_update(state, input, input_length);
}

int proviso_generichash_final(void *state, uint8_t *output, size_t output_length) {
    return crypto_generichash_final(state, output, output_length);
}
