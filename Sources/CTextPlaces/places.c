#include "CTextPlaces.h"
#include "block.h"

/* What 64 bytes are: one bit for each, the first lowest. */
typedef struct {
    uint64_t digit, letter, small, underscore, high, lead, arabic, arabic_digit;
    uint64_t space, dot, hyphen, colon, slash, at, opening, b;
} proviso_text_classes;

static inline __attribute__((always_inline)) proviso_text_classes proviso_text_classify(const uint8_t *bytes) {
    PROVISO_LOAD(block, bytes);
    const proviso_text_block lower = block | 0x20;
    proviso_text_classes result;
    result.digit = PROVISO_MASK((block - '0') < 10);
    result.letter = PROVISO_MASK((lower - 'a') < 26);
    result.small = PROVISO_MASK((block - 'a') < 26);
    result.underscore = PROVISO_MASK(block == '_');
    result.space = PROVISO_MASK(block == ' ');
    result.dot = PROVISO_MASK(block == '.');
    result.hyphen = PROVISO_MASK(block == '-');
    result.colon = PROVISO_MASK(block == ':');
    result.slash = PROVISO_MASK(block == '/');
    result.at = PROVISO_MASK(block == '@');
    result.opening = PROVISO_MASK((block == '(') | (block == '+') | (block == '%'));
    result.b = PROVISO_MASK(lower == 'b');
    result.high = PROVISO_MASK(block >= 0x80);
    /* The first bytes of spaces and punctuation. */
    result.lead = PROVISO_MASK((block == 0xC2) | (block == 0xE2));
    /* The first and the second bytes of Arabic digits, U+0660 to U+0669 and U+06F0 to U+06F9, with a few signs more. */
    result.arabic = PROVISO_MASK((block == 0xD9) | (block == 0xDB));
    result.arabic_digit = PROVISO_MASK((block - 0xA0) < 26);
    return result;
}

/* The classes of 64 bytes that begin at a place of a text, with zeros for those that lie outside of it. */
static __attribute__((noinline)) proviso_text_classes proviso_text_classify_at(const uint8_t *text, size_t count, size_t place) {
    if (place + 64 <= count) return proviso_text_classify(text + place);
    uint8_t bytes[64] = {0};
    if (place < count) __builtin_memcpy(bytes, text + place, count - place);
    return proviso_text_classify(bytes);
}

/* Two numbers of which one was shifted, as one. The compiler does not see that they come from two blocks: it would join the shifts
   in one instruction that takes many processors longer than the three do. */
static inline uint64_t proviso_text_joined(uint64_t shifted, uint64_t other) {
    __asm__("" : "+r"(shifted));
    return shifted | other;
}

/* Of each byte of a block what the one some bytes before it is, or behind it. */
#define PROVISO_BEFORE(name, distance) proviso_text_joined(now.name << (distance), last.name >> (64 - (distance)))
#define PROVISO_BEHIND(name, distance) proviso_text_joined(now.name >> (distance), next.name << (64 - (distance)))

/* The bits of the blocks that begin at `first`, a multiple of 64, and lie behind one another. A bit stands
   - at the first digit of a row of them, at the second byte of the first Arabic one, and at `_`;
   - at the sixteenth byte of a row of letters, and of each of those behind it;
   - at a capital with which a word begins, unless a small letter follows;
   - behind letters: at a dot, hyphen or colon before what goes on; at what a number follows upon within four bytes, and at the
     first byte of a character that is no letter; at the space behind a word of five or six letters that begins with `b`;
   - at `@`; at `(`, `+`, `%` before a digit; at `:` before `/` or `:`; at `-` before a digit, unless one stands before it too,
     and before another five bytes before a letter. */
PROVISO_TARGETS void proviso_text_places(const uint8_t *text, size_t count, size_t first, uint64_t *places, size_t blocks) {
    proviso_text_classes last = {0};
    if (first >= 64) last = proviso_text_classify_at(text, count, first - 64);
    proviso_text_classes now = proviso_text_classify_at(text, count, first);
    uint64_t last_word = last.digit | last.letter | last.underscore;
    now.arabic_digit &= now.arabic << 1 | last.arabic >> 63;
    for (size_t index = 0; index < blocks; index++) {
        const size_t place = first + 64 * (index + 1);
        proviso_text_classes next = place + 64 <= count ? proviso_text_classify(text + place)
                                                        : proviso_text_classify_at(text, count, place);
        next.arabic_digit &= next.arabic << 1 | now.arabic >> 63;
        const uint64_t word = now.digit | now.letter | now.underscore;
        const uint64_t next_word = next.digit | next.letter | next.underscore;

        /* Words by what they are. */
        uint64_t found = (now.digit & ~PROVISO_BEFORE(digit, 1)) | now.underscore;
        uint64_t row = now.letter, before = last.letter;
        row &= row << 1 | before >> 63;
        before &= before << 1;
        row &= row << 2 | before >> 62;
        before &= before << 2;
        row &= row << 4 | before >> 60;
        before &= before << 4;
        row &= row << 8 | before >> 56;
        found |= row;
        const uint64_t behind_word = word << 1 | last_word >> 63;
        /* Behind the letter of `\n` a word begins too. */
        const uint64_t behind_one = PROVISO_BEFORE(small, 1) & ~(word << 2 | last_word >> 62);
        found |= now.letter & ~now.small & ~PROVISO_BEHIND(small, 1) & (~behind_word | behind_one);

        /* Words by what follows. */
        const uint64_t behind_letter = PROVISO_BEFORE(letter, 1);
        const uint64_t behind_any = behind_letter | PROVISO_BEFORE(high, 1);
        const uint64_t before_word = word >> 1 | next_word << 63 | PROVISO_BEHIND(hyphen, 1);
        const uint64_t before_digit = PROVISO_BEHIND(digit, 1);
        found |= now.dot & behind_any & (before_word | PROVISO_BEHIND(high, 1));
        found |= (now.hyphen & behind_any & before_word) | (now.lead & behind_letter);
        found |= now.colon & behind_any & (before_word | PROVISO_BEHIND(colon, 1));
        const uint64_t near =
            before_digit | PROVISO_BEHIND(arabic_digit, 2) |
            (~PROVISO_BEHIND(letter, 1) &
             (PROVISO_BEHIND(digit, 2) | PROVISO_BEHIND(arabic_digit, 3) |
              (~PROVISO_BEHIND(letter, 2) &
               (PROVISO_BEHIND(digit, 3) | PROVISO_BEHIND(arabic_digit, 4) |
                (~PROVISO_BEHIND(letter, 3) & (PROVISO_BEHIND(digit, 4) | PROVISO_BEHIND(arabic_digit, 5)))))));
        found |= (now.space | now.dot | now.hyphen | now.lead) & behind_any & near;
        found |= now.space & behind_letter & (PROVISO_BEFORE(b, 5) | PROVISO_BEFORE(b, 6));

        found |= now.arabic_digit & ~PROVISO_BEFORE(arabic_digit, 2);

        /* Signs. */
        found |= now.at | (now.opening & before_digit);
        found |= now.colon & (PROVISO_BEHIND(slash, 1) | PROVISO_BEHIND(colon, 1));
        found |= now.hyphen & before_digit & ~PROVISO_BEFORE(digit, 1);
        found |= now.hyphen & PROVISO_BEHIND(hyphen, 1) & PROVISO_BEHIND(letter, 5);

        places[index] = found;
        last = now;
        last_word = word;
        now = next;
    }
}

#undef PROVISO_BEFORE
#undef PROVISO_BEHIND

