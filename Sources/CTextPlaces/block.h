#ifndef PROVISO_TEXT_BLOCK_H
#define PROVISO_TEXT_BLOCK_H

#include <stdint.h>

/* 64 bytes of a text, and a bit for each of them. */
typedef uint8_t proviso_text_block __attribute__((ext_vector_type(64)));
typedef _Bool proviso_text_bits __attribute__((ext_vector_type(64)));

/* A block from an address on. A function would hand it over in ways that depend on the processor. */
#define PROVISO_LOAD(block, bytes)                                                                                                \
    proviso_text_block block;                                                                                                     \
    __builtin_memcpy(&block, bytes, sizeof block)

static inline uint64_t proviso_text_mask_of(proviso_text_bits bits) {
    uint64_t mask;
    __builtin_memcpy(&mask, &bits, sizeof mask);
    /* The compiler forgets that this was a vector: it would take it apart bit by bit where it is carried to the next block. */
    __asm__("" : "+r"(mask));
    return mask;
}

/* A bit for each byte of a block for which a condition holds, the first lowest. */
#define PROVISO_MASK(condition) proviso_text_mask_of(__builtin_convertvector((condition), proviso_text_bits))

/* Where the compiler and the system can choose among several when a program starts, one is for processors with vectors of 32 bytes. */
#if defined(__x86_64__) && defined(__GLIBC__)
#define PROVISO_TARGETS __attribute__((target_clones("avx2", "default")))
#else
#define PROVISO_TARGETS
#endif

#endif
