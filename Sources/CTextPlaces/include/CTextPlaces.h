#ifndef PROVISO_TEXT_PLACES_H
#define PROVISO_TEXT_PLACES_H

#include <stddef.h>
#include <stdint.h>

/* Where the redactor has to look at a text: one bit for each byte, by what stands at most six bytes around it. A walk from
   byte to byte that asked the same would take twenty times as long; most bytes of a text are letters in the middle of a word,
   or words that are nothing. */

void proviso_text_places(const uint8_t *text, size_t count, size_t first, uint64_t *places, size_t blocks);

#endif
