#ifndef PROVISO_TEXT_PLACES_H
#define PROVISO_TEXT_PLACES_H

#include <stddef.h>
#include <stdint.h>

/* Where the redactor has to look at a text: one bit for each byte, by what stands at most six bytes around it, or fifteen before
   it for long words. Most bytes of a text are letters in the middle of a word, or words that are nothing. */

void proviso_text_places(const uint8_t *text, size_t count, size_t first, uint64_t *places, size_t blocks);

/* The first place from `first` on at which a character begins that does not read as ASCII but means something of it, or nothing that
   can be seen: a digit of another script, a full-width digit or `@`, a soft hyphen, a character without width, a mark of direction.
   `count` if there is none. */

size_t proviso_text_first_disguise(const uint8_t *text, size_t count, size_t first);

#endif
