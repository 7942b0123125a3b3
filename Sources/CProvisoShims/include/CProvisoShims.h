#ifndef PROVISO_SHIMS_H
#define PROVISO_SHIMS_H

#include <stddef.h>
#include <stdint.h>

/* The few C lines that Swift cannot do: BLAKE2b's compression function, so that a key block is compressed once per key
   and not once per message, and the libsodium state that is packed and therefore does not reach Swift. */

/* --- Keyed BLAKE2b with a compressed key block (RFC 7693) --- */

/* Writes to `state` the chaining value after the padded key block. key_length 1...64, output_length 1...64, 16 bytes of
   personalization. The state is as secret as the key. */
void proviso_blake2b_compress_key(uint64_t state[8], size_t output_length, const uint8_t *key, size_t key_length,
                                  const uint8_t *personalization);

/* Hashes a message of at least one byte from the state after the key block. The empty message is not for this function:
   there the key block itself is the last block. Returns 0, or -1 for an empty message. */
int proviso_blake2b_finish(const uint64_t state[8], const uint8_t *message, size_t message_length, uint8_t *output,
                           size_t output_length);

/* --- Streaming keyed BLAKE2b: libsodium's own state, which Swift cannot see because it is packed --- */

size_t proviso_generichash_state_size(void);
/* Without a key (NULL, 0) the hash is unkeyed. */
int proviso_generichash_init(void *state, const uint8_t *key, size_t key_length, size_t output_length,
                             const uint8_t *personalization);
int proviso_generichash_update(void *state, const uint8_t *input, size_t input_length);
int proviso_generichash_final(void *state, uint8_t *output, size_t output_length);

#endif
