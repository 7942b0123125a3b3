#include "Loops.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

uint8_t loop_sha256(const uint8_t *message, size_t length, const uint8_t *expected, size_t times) {
    uint8_t digest[32], result = 0;
    for (size_t i = 0; i < times; i++) {
        crypto_hash_sha256(digest, message, length);
        result += memcmp(digest, expected, sizeof digest) == 0;
    }
    return result;
}

uint8_t loop_hmac_sha256(const uint8_t *message, size_t length, const uint8_t *key, size_t times) {
    uint8_t tag[32], result = 0;
    for (size_t i = 0; i < times; i++) {
        crypto_auth_hmacsha256_state state;
        crypto_auth_hmacsha256_init(&state, key, 32);
        crypto_auth_hmacsha256_update(&state, message, length);
        crypto_auth_hmacsha256_final(&state, tag);
        result ^= tag[i % 32];
    }
    return result;
}

uint8_t loop_sign(const uint8_t *message, size_t length, const uint8_t *seed, size_t times) {
    uint8_t public_key[32], secret_key[64], signature[64], result = 0;
    crypto_sign_ed25519_seed_keypair(public_key, secret_key, seed);
    for (size_t i = 0; i < times; i++) {
        crypto_sign_ed25519_detached(signature, NULL, message, length, secret_key);
        result ^= signature[i % 64];
    }
    return result;
}

uint8_t loop_verify(const uint8_t *signature, const uint8_t *message, size_t length, const uint8_t *public_key,
                    size_t times) {
    uint8_t result = 0;
    for (size_t i = 0; i < times; i++) {
        result += crypto_sign_ed25519_verify_detached(signature, message, length, public_key) == 0;
    }
    return result;
}

uint8_t loop_agree(const uint8_t *secret_key, const uint8_t *public_key, size_t times) {
    uint8_t secret[32], result = 0;
    for (size_t i = 0; i < times; i++) {
        if (crypto_scalarmult_curve25519(secret, secret_key, public_key) == 0) result ^= secret[i % 32];
    }
    return result;
}

/* A box is of a length that the caller decides, so C allocates it too. */
uint8_t loop_box_seal(const uint8_t *message, size_t length, const uint8_t *public_key, size_t times) {
    uint8_t result = 0;
    for (size_t i = 0; i < times; i++) {
        uint8_t *box = malloc(length + crypto_box_SEALBYTES);
        result += box && crypto_box_seal(box, message, length, public_key) == 0;
        free(box);
    }
    return result;
}

uint8_t loop_box_open(const uint8_t *box, size_t length, const uint8_t *public_key, const uint8_t *secret_key,
                      size_t times) {
    uint8_t result = 0;
    for (size_t i = 0; i < times; i++) {
        uint8_t *message = malloc(length - crypto_box_SEALBYTES);
        if (message && crypto_box_seal_open(message, box, length, public_key, secret_key) == 0) result ^= message[i % 8];
        free(message);
    }
    return result;
}

uint8_t loop_chunk_seal(const uint8_t *chunk, size_t length, uint8_t *output, const uint8_t *key, size_t times) {
    uint8_t nonce[12] = {0}, result = 0;
    for (size_t i = 0; i < times; i++) {
        nonce[0] = (uint8_t)i;
        crypto_aead_chacha20poly1305_ietf_encrypt(output, NULL, chunk, length, NULL, 0, NULL, nonce, key);
        result ^= output[0];
    }
    return result;
}

uint8_t loop_chunk_open(const uint8_t *chunk, size_t length, uint8_t *output, const uint8_t *key, size_t times) {
    uint8_t nonce[12] = {0}, result = 0;
    for (size_t i = 0; i < times; i++) {
        if (crypto_aead_chacha20poly1305_ietf_decrypt(output, NULL, NULL, chunk, length, NULL, 0, nonce, key) == 0) {
            result ^= output[i];
        }
    }
    return result;
}

uint8_t loop_keyed_stream(const uint8_t *piece, size_t length, size_t pieces, const uint8_t *key, int is_guarded,
                          size_t times) {
    uint8_t hash[32], result = 0;
    for (size_t i = 0; i < times; i++) {
        crypto_generichash_state on_stack, *state = is_guarded ? sodium_malloc(sizeof on_stack) : &on_stack;
        if (!state) return 0;
        crypto_generichash_init(state, key, 32, 32);
        for (size_t j = 0; j < pieces; j++) crypto_generichash_update(state, piece, length);
        crypto_generichash_final(state, hash, 32);
        if (is_guarded) sodium_free(state);
        result ^= hash[i % 32];
    }
    return result;
}

uint8_t loop_compare(const uint8_t *left, const uint8_t *right, size_t length, size_t times) {
    uint8_t result = 0;
    for (size_t i = 0; i < times; i++) result += sodium_memcmp(left, right, length) == 0;
    return result;
}
