#include "Loops.h"

#include <sodium.h>

uint8_t loop_keyed_hash(const uint8_t *messages, size_t count, size_t length, const uint8_t *key, size_t output_length) {
    static const uint8_t personalization[16] = "proviso-pseudo-1";
    uint8_t output[64], result = 0;
    for (size_t i = 0; i < count; i++) {
        crypto_generichash_blake2b_salt_personal(output, output_length, messages + i * length, length, key, 32, NULL,
                                                 personalization);
        result ^= output[0];
    }
    return result;
}
