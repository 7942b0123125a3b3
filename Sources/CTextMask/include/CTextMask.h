#ifndef PROVISO_TEXT_MASK_H
#define PROVISO_TEXT_MASK_H

#include <stdint.h>

/* Swift's vectors have no way to make one number of a comparison's results. Clang's have, on every processor. */

typedef uint8_t proviso_block __attribute__((ext_vector_type(32)));
typedef int8_t proviso_signed_block __attribute__((ext_vector_type(32)));
typedef _Bool proviso_block_mask __attribute__((ext_vector_type(32)));

/* Of 32 bytes, one bit for each that ends the plain part of a JSON text, beginning with the lowest: a quote, a backslash,
   a control character, or what is not ASCII. As signed bytes the latter two are all below a space. */
static inline uint32_t proviso_text_mask(const void *bytes) {
    proviso_block block;
    __builtin_memcpy(&block, bytes, sizeof block);
    proviso_block_mask mask = __builtin_convertvector(
        (block == '"') | (block == '\\') | (__builtin_convertvector(block, proviso_signed_block) < ' '),
        proviso_block_mask);
    uint32_t bits;
    __builtin_memcpy(&bits, &mask, sizeof bits);
    return bits;
}

#endif
