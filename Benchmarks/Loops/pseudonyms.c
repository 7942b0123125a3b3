#include "Loops.h"

#include <sodium.h>
#include <string.h>

static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";

/* Base32 as one writes it: five bits at a time, and a table for the way back. */
static size_t base32_encode(const uint8_t *bytes, size_t length, char *text) {
    uint32_t bits = 0;
    unsigned bit_count = 0;
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        bits = bits << 8 | bytes[i];
        bit_count += 8;
        while (bit_count >= 5) {
            bit_count -= 5;
            text[count++] = alphabet[bits >> bit_count & 31];
        }
    }
    if (bit_count > 0) text[count++] = alphabet[bits << (5 - bit_count) & 31];
    return count;
}

static int base32_decode(const char *text, size_t length, const uint8_t digits[256], uint8_t *bytes) {
    uint32_t bits = 0;
    unsigned bit_count = 0;
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        uint8_t digit = digits[(uint8_t)text[i]];
        if (digit > 31) return -1;
        bits = bits << 5 | digit;
        bit_count += 5;
        if (bit_count >= 8) {
            bit_count -= 8;
            bytes[count++] = (uint8_t)(bits >> bit_count);
        }
    }
    return (bits & ((1u << bit_count) - 1)) == 0 ? 0 : -1;
}

uint8_t loop_linkable(const uint8_t *identifiers, const size_t *ends, size_t count, const uint8_t *key) {
    static const uint8_t personalization[16] = "proviso-pseudo-1";
    uint8_t output[16], result = 0;
    size_t start = 0;
    for (size_t i = 0; i < count; i++) {
        crypto_generichash_blake2b_salt_personal(output, sizeof output, identifiers + start, ends[i] - start, key, 32,
                                                 NULL, personalization);
        result ^= output[0];
        start = ends[i];
    }
    return result;
}

enum { tag_length = 24, padded_length = 32, body_length = tag_length + padded_length };

static void make_tag(uint8_t *tag, const uint8_t *padded, const uint8_t *mac_key) {
    static const uint8_t personalization[16] = "proviso-rvsiv--1";
    crypto_generichash_blake2b_salt_personal(tag, tag_length, padded, padded_length, mac_key, 32, NULL, personalization);
}

uint8_t loop_reversible(const uint8_t *identifiers, const size_t *ends, size_t count, const uint8_t *mac_key,
                        const uint8_t *encryption_key, const char *prefix, char *texts) {
    uint8_t padded[padded_length], body[body_length], result = 0;
    size_t prefix_length = strlen(prefix), start = 0;
    char *text = texts;
    for (size_t i = 0; i < count; i++) {
        size_t length = ends[i] - start;
        memset(padded, 0, sizeof padded);
        memcpy(padded, identifiers + start, length);
        padded[length] = 0x80;
        make_tag(body, padded, mac_key);
        crypto_stream_xchacha20_xor(body + tag_length, padded, padded_length, body, encryption_key);
        if (texts) {
            memcpy(text, prefix, prefix_length);
            text += prefix_length;
            text += base32_encode(body, body_length, text);
            *text++ = '\n';
        }
        result ^= body[0] ^ body[tag_length + 1];
        start = ends[i];
    }
    return result;
}

uint8_t loop_reverse(const char *texts, size_t text_length, size_t prefix_length, size_t count, const uint8_t *mac_key,
                     const uint8_t *encryption_key) {
    uint8_t digits[256], body[body_length], padded[padded_length], tag[tag_length], result = 0;
    memset(digits, 0xFF, sizeof digits);
    for (uint8_t i = 0; i < 32; i++) digits[(uint8_t)alphabet[i]] = i;
    for (size_t i = 0; i < count; i++) {
        const char *text = texts + i * (text_length + 1);
        if (base32_decode(text + prefix_length, text_length - prefix_length, digits, body) != 0) return 0;
        crypto_stream_xchacha20_xor(padded, body + tag_length, padded_length, body, encryption_key);
        make_tag(tag, padded, mac_key);
        if (sodium_memcmp(tag, body, tag_length) != 0) return 0;
        size_t length = padded_length;
        while (length > 0 && padded[length - 1] == 0) length--;
        if (length < 2 || padded[length - 1] != 0x80) return 0;
        result ^= padded[0] ^ padded[length - 2];
    }
    return result;
}
