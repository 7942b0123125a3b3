/* sealing-loop: the C that sealing is measured against, the payload of an age file under a key that everyone knows.

       sealing-loop seal < CONTENT > SEALED
       sealing-loop open < SEALED > CONTENT

   It is plain and fast: one call of libsodium for a chunk of 64 KiB, straight from the buffer that was read into the
   one that is written, and blocks of four chunks, which is what Proviso reads at once. There is no header, and nothing
   is wiped. */

#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 65536, TAG = crypto_aead_chacha20poly1305_ietf_ABYTES, CHUNKS = 4 };

static uint8_t source[CHUNKS * (CHUNK + TAG)], result[CHUNKS * (CHUNK + TAG)];
static const uint8_t key[32] = {1, 2, 3};
static uint64_t number;

static const uint8_t *nonce(int is_last) {
    static uint8_t bytes[12];
    for (int i = 0; i < 8; i++) bytes[10 - i] = (uint8_t)(number >> (8 * i));
    bytes[11] = (uint8_t)is_last;
    return bytes;
}

/* Reads until the buffer is full or the input ends. */
static size_t read_block(uint8_t *block, size_t size) {
    size_t count = 0;
    while (count < size) {
        ssize_t result = read(0, block + count, size - count);
        if (result < 0) _exit(74);
        if (result == 0) break;
        count += (size_t)result;
    }
    return count;
}

static void write_block(const uint8_t *block, size_t count) {
    while (count > 0) {
        ssize_t result = write(1, block, count);
        if (result < 0) _exit(74);
        block += result;
        count -= (size_t)result;
    }
}

int main(int argc, char **argv) {
    if (argc != 2 || sodium_init() < 0) return 64;
    int seals = strcmp(argv[1], "seal") == 0;
    size_t chunk = seals ? CHUNK : CHUNK + TAG, block = CHUNKS * chunk;
    size_t count = read_block(source, block);
    /* Whether a full block is the last one is known only when something behind it was read. */
    for (;;) {
        uint8_t following;
        ssize_t more = count == block ? read(0, &following, 1) : 0;
        if (more < 0) return 74;
        size_t written = 0;
        size_t position = 0;
        do {
            size_t taken = count - position < chunk ? count - position : chunk;
            int is_last = !more && position + taken == count;
            unsigned long long length = 0;
            if (seals) {
                crypto_aead_chacha20poly1305_ietf_encrypt(result + written, &length, source + position, taken, NULL, 0,
                                                          NULL, nonce(is_last), key);
            } else if (crypto_aead_chacha20poly1305_ietf_decrypt(result + written, &length, NULL, source + position,
                                                                 taken, NULL, 0, nonce(is_last), key) != 0) {
                return 65;
            }
            number++;
            written += length;
            position += taken;
        } while (position < count);
        write_block(result, written);
        if (!more) return 0;
        source[0] = following;
        count = 1 + read_block(source + 1, block - 1);
    }
}
