/* All there is stands in the header, so that it becomes part of the loop that calls it. */
#include "CTextMask.h"
