#ifndef LOOPS_H
#define LOOPS_H

#include <stddef.h>
#include <stdint.h>

/* The C that Swift is measured against: libsodium's keyed BLAKE2b over `count` messages of `length` bytes that lie one behind the
   other. Returns the exclusive or of all outputs' first bytes, so that nothing can be optimized away. */
uint8_t loop_keyed_hash(const uint8_t *messages, size_t count, size_t length, const uint8_t *key, size_t output_length);

/* The calls of libsodium that Proviso wraps, each made `times` times over the same bytes. */
uint8_t loop_sha256(const uint8_t *message, size_t length, const uint8_t *expected, size_t times);
uint8_t loop_hmac_sha256(const uint8_t *message, size_t length, const uint8_t *key, size_t times);
uint8_t loop_sign(const uint8_t *message, size_t length, const uint8_t *seed, size_t times);
uint8_t loop_verify(const uint8_t *signature, const uint8_t *message, size_t length, const uint8_t *public_key,
                    size_t times);
uint8_t loop_agree(const uint8_t *secret_key, const uint8_t *public_key, size_t times);
uint8_t loop_box_seal(const uint8_t *message, size_t length, const uint8_t *public_key, size_t times);
uint8_t loop_box_open(const uint8_t *box, size_t length, const uint8_t *public_key, const uint8_t *secret_key,
                      size_t times);
uint8_t loop_chunk_seal(const uint8_t *chunk, size_t length, uint8_t *output, const uint8_t *key, size_t times);
uint8_t loop_chunk_open(const uint8_t *chunk, size_t length, uint8_t *output, const uint8_t *key, size_t times);
uint8_t loop_keyed_stream(const uint8_t *piece, size_t length, size_t pieces, const uint8_t *key, int is_guarded,
                          size_t times);
uint8_t loop_compare(const uint8_t *left, const uint8_t *right, size_t length, size_t times);

/* Pseudonyms: keyed hashes of identifiers that end where `ends` says; reversible ones of identifiers of up to 31 bytes, with `texts`
   also as lines of text in base32; and such lines of `text_length` characters turned back. The results are of first and other bytes. */
uint8_t loop_linkable(const uint8_t *identifiers, const size_t *ends, size_t count, const uint8_t *key);
uint8_t loop_reversible(const uint8_t *identifiers, const size_t *ends, size_t count, const uint8_t *mac_key,
                        const uint8_t *encryption_key, const char *prefix, char *texts);
uint8_t loop_reverse(const char *texts, size_t text_length, size_t prefix_length, size_t count, const uint8_t *mac_key,
                     const uint8_t *encryption_key);

/* How often malloc and its kin were called by this process. Where they cannot be counted, `allocations_are_counted` is 0. */
extern const int allocations_are_counted;
uint64_t allocation_count(void);

/* The CPU time of this process, user and system. */
uint64_t cpu_nanoseconds(void);

#endif
