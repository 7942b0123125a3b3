#include "CTextPlaces.h"
#include "block.h"

/* The digits are those of the Unicode Standard 15.0 (general category Nd) that have up to three bytes and a block of ten by themselves:
   Arabic-Indic, extended Arabic-Indic, Devanagari to Malayalam, Thai, Lao, full-width. Invisible are U+00AD, U+061C, U+200B to U+200F,
   U+202A to U+202E, U+2060 to U+206F and U+FEFF. */
#define PROVISO_IS_DISGUISE(one, two, three)                                                                                      \
    ((((one) == 0xC2) & ((two) == 0xAD)) | (((one) == 0xD8) & ((two) == 0x9C)) |                                                  \
     (((one) == 0xD9) & PROVISO_IN(two, 0xA0, 10)) | (((one) == 0xDB) & PROVISO_IN(two, 0xB0, 10)) |                              \
     (((one) == 0xE0) & PROVISO_IN(two, 0xA5, 17) & (((two) & 1) == 1) & PROVISO_IN(three, 0xA6, 10)) |                           \
     (((one) == 0xE0) & (((two) == 0xB9) | ((two) == 0xBB)) & PROVISO_IN(three, 0x90, 10)) |                                      \
     (((one) == 0xE2) & ((two) == 0x80) & (PROVISO_IN(three, 0x8B, 5) | PROVISO_IN(three, 0xAA, 5))) |                            \
     (((one) == 0xE2) & ((two) == 0x81) & PROVISO_IN(three, 0xA0, 16)) |                                                          \
     (((one) == 0xEF) & ((two) == 0xBC) & (PROVISO_IN(three, 0x90, 10) | ((three) == 0xA0))) |                                    \
     (((one) == 0xEF) & ((two) == 0xBB) & ((three) == 0xBF)))

PROVISO_TARGETS size_t proviso_text_first_disguise(const uint8_t *text, size_t count, size_t first) {
    size_t index = first;
#define PROVISO_IN(byte, least, number) (((byte) - (least)) < (number))
    for (; index + 66 <= count; index += 64) {
        PROVISO_LOAD(one, text + index);
        if (PROVISO_MASK(one >= 0x80) == 0) continue;
        PROVISO_LOAD(two, text + index + 1);
        PROVISO_LOAD(three, text + index + 2);
        const uint64_t found = PROVISO_MASK(PROVISO_IS_DISGUISE(one, two, three));
        if (found != 0) return index + (size_t)__builtin_ctzll(found);
    }
#undef PROVISO_IN
#define PROVISO_IN(byte, least, number) ((uint8_t)((byte) - (least)) < (number))
    for (; index < count; index++) {
        if (text[index] < 0x80) continue;
        const uint8_t two = index + 1 < count ? text[index + 1] : 0;
        const uint8_t three = index + 2 < count ? text[index + 2] : 0;
        if (PROVISO_IS_DISGUISE(text[index], two, three)) return index;
    }
    return count;
}
