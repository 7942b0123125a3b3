#ifndef HASH_LOOPS_H
#define HASH_LOOPS_H

#include <stddef.h>
#include <stdint.h>

/* The C that Swift is measured against: libsodium's keyed BLAKE2b over `count` messages of `length` bytes that lie one behind the
   other. Returns the exclusive or of all outputs' first bytes, so that nothing can be optimized away. */
uint8_t loop_keyed_hash(const uint8_t *messages, size_t count, size_t length, const uint8_t *key, size_t output_length);

/* How often malloc and its kin were called by this process. Where they cannot be counted, `allocations_are_counted` is 0. */
extern const int allocations_are_counted;
uint64_t allocation_count(void);

#endif
