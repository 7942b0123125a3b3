#!/usr/bin/env python3
"""Makes the tables of Unicode 15.0 that canonicalizations use, out of Debian's package `unicode-data`, version 15.0.0.

    Scripts/make-unicode-tables.py FOLDER [UNICODE]

writes `UnicodeTables+Properties.swift` and `UnicodeTables+Foldings.swift` to FOLDER. UNICODE is where the package lies,
/usr/share/unicode unless said otherwise. The result depends on the package's files alone.

A table is a literal of numbers in base 90, whose digits are the characters from % to ~, so that it is read where it lies, without
being decoded. A number of a code point is found in three stages: two lead to a block of 16 numbers, and equal blocks are stored
once. `UnicodeTables.swift` reads them.
"""

import sys
from pathlib import Path

VERSION = "15.0.0"
LAST = 0x10FFFF
# The planes with tables. Nothing in 4 to 13 is assigned, and 15 and 16 are private.
PLANES = [0, 1, 2, 3, 14]
BLOCK = 16
GROUP = 32
FIRST_DIGIT, BASE = ord("%"), 90
# A folding is a code point, or from here on the place of a sequence.
SEQUENCES = 0x40000
# Values that have no `\\#` and no `"`, in lines of at most 120 columns.
COLUMNS = 112


def lines(folder, name):
    text = (folder / name).read_text(encoding="utf-8")
    # UnicodeData.txt is the one file that does not say its version.
    if name != "UnicodeData.txt" and not text.startswith(f"# {name.removesuffix('.txt')}-{VERSION}.txt"):
        sys.exit(f"{folder / name}: not of Unicode {VERSION}; install Debian's package unicode-data of that version")
    for line in text.splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) > 1:
            yield fields


def code_points(text):
    first, _, last = text.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


class Unicode:
    def __init__(self, folder):
        self.category = ["Cn"] * (LAST + 1)
        self.combining_class = [0] * (LAST + 1)
        self.decomposition = {}
        first = None
        for fields in lines(folder, "UnicodeData.txt"):
            code_point = int(fields[0], 16)
            if fields[1].endswith(", First>"):
                first = code_point
                continue
            for member in range(first if fields[1].endswith(", Last>") else code_point, code_point + 1):
                self.category[member] = fields[2]
            self.combining_class[code_point] = int(fields[3])
            if fields[5] and not fields[5].startswith("<"):
                self.decomposition[code_point] = [int(part, 16) for part in fields[5].split()]

        self.case_folding = {}
        excluded = set()
        for fields in lines(folder, "DerivedNormalizationProps.txt"):
            if fields[1] == "NFKC_CF":
                for code_point in code_points(fields[0]):
                    self.case_folding[code_point] = [int(part, 16) for part in fields[2].split()]
            elif fields[1] == "Full_Composition_Exclusion":
                excluded.update(code_points(fields[0]))
        self.white_space = {
            code_point for fields in lines(folder, "PropList.txt") if fields[1] == "White_Space"
            for code_point in code_points(fields[0])}

        self.composition = {
            tuple(parts): code_point for code_point, parts in self.decomposition.items()
            if len(parts) == 2 and code_point not in excluded}
        # The vowels and trailing consonants of Hangul, which are composed by rule.
        self.seconds = {pair[1] for pair in self.composition} | set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))

    def decomposed(self, code_point):
        if code_point not in self.decomposition:
            return [code_point]
        return [part for member in self.decomposition[code_point] for part in self.decomposed(member)]

    def folded(self, code_point):
        """NFKC_CF, canonically decomposed, but for syllables of Hangul."""
        return [part for member in self.case_folding.get(code_point, [code_point]) for part in self.decomposed(member)]

    def property_record(self, code_point):
        category = self.category[code_point]
        kind = 3 if category == "Cn" else 2 if category[0] == "N" else 1 if category[0] in "LM" else 0
        return (
            kind + 4 * (code_point in self.white_space) + 8 * (code_point in self.seconds),
            self.combining_class[code_point])


def number(value, width):
    digits = ""
    for _ in range(width):
        digits = chr(FIRST_DIGIT + value % BASE) + digits
        value //= BASE
    assert value == 0, "a number does not fit"
    return digits


def stages(value_of, width):
    """The three literals that lead from a code point to its number."""
    def shared(values, size):
        places = {}
        for start in range(0, len(values), size):
            places.setdefault(tuple(values[start:start + size]), len(places))
        return [places[tuple(values[start:start + size])] for start in range(0, len(values), size)], list(places)

    values = [value_of(plane << 16 | low) for plane in PLANES for low in range(1 << 16)]
    block_numbers, blocks = shared(values, BLOCK)
    group_numbers, groups = shared(block_numbers, GROUP)
    return [
        "".join(number(value, 2) for value in group_numbers),
        "".join(number(value, 2) for group in groups for value in group),
        "".join(number(value, width) for block in blocks for value in block)]


def literal(name, comment, text):
    rows = [text[start:start + COLUMNS] for start in range(0, len(text), COLUMNS)]
    body = "\\#\n".join("        " + row for row in rows)
    return f'    /// {comment}\n    static let {name}: StaticString = #"""\n{body}\n        """#\n'


def source(literals):
    return (
        f"// Made by Scripts/make-unicode-tables.py from Debian's package unicode-data {VERSION}. Do not edit.\n"
        "// The data are copyright 1991-2022 Unicode, Inc., under the Unicode License:\n"
        "// https://www.unicode.org/license.txt\n\n"
        "extension UnicodeTables {\n" + "\n".join(literals) + "}\n")


def main():
    if not 2 <= len(sys.argv) <= 3:
        sys.exit("usage: make-unicode-tables.py FOLDER [UNICODE]")
    output = Path(sys.argv[1])
    unicode = Unicode(Path(sys.argv[2] if len(sys.argv) == 3 else "/usr/share/unicode"))

    # Properties: a code point has the number of a record.
    records = {}
    for code_point in range(LAST + 1):
        records.setdefault(unicode.property_record(code_point), len(records))
    properties = stages(lambda code_point: records[unicode.property_record(code_point)], 1)
    for code_point in range(LAST + 1):
        if code_point >> 16 not in PLANES:
            is_assigned = code_point >> 16 > 14 and code_point & 0xFFFE != 0xFFFE
            assert unicode.property_record(code_point) == (0 if is_assigned else 3, 0), "a plane without tables"
            assert not is_assigned or unicode.folded(code_point) == [code_point], "a plane without tables"

    # Foldings: 0 is a code point that stays, below SEQUENCES is another one, and the rest are places of sequences.
    sequences, places = "", {}

    def folding(code_point):
        nonlocal sequences
        result = unicode.folded(code_point)
        if unicode.category[code_point] == "Cn" or 0xAC00 <= code_point <= 0xD7A3 or result == [code_point]:
            return 0
        if len(result) == 1:
            return result[0]
        if tuple(result) not in places:
            places[tuple(result)] = len(sequences)
            sequences += number(len(result), 1) + "".join(number(part, 3) for part in result)
        return SEQUENCES + places[tuple(result)]

    foldings = stages(folding, 3)
    compositions = "".join(
        number(part, 3) for pair, composite in sorted(unicode.composition.items()) for part in (*pair, composite))

    output.mkdir(parents=True, exist_ok=True)
    (output / "UnicodeTables+Properties.swift").write_text(source([
        literal(
            "propertyRecordText", "By record: kind, 4 for white space, 8 for the second of a composition; combining class.",
            "".join(number(flags, 1) + number(combining, 2) for flags, combining in records)),
        literal("propertyGroupText", "The first stage of the numbers of records.", properties[0]),
        literal("propertyBlockText", "The second stage.", properties[1]),
        literal("propertyText", "The third stage.", properties[2]),
        literal("compositionText", "First, second and composite, in rising order.", compositions),
    ]), encoding="ascii")
    (output / "UnicodeTables+Foldings.swift").write_text(source([
        literal("foldingGroupText", "The first stage of the foldings.", foldings[0]),
        literal("foldingBlockText", "The second stage.", foldings[1]),
        literal("foldingText", "The third stage.", foldings[2]),
        literal("sequenceText", "Length and code points of the foldings to none or several.", sequences),
    ]), encoding="ascii")


if __name__ == "__main__":
    main()
