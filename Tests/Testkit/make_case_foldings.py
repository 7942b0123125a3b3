#!/usr/bin/env python3
"""Makes `../Vectors/case-foldings.json`: texts, and what `casefolded-u15` makes of them.

The texts are those of Unicode's NormalizationTest.txt (every 25th line, and all of part 3, which are about the order of combining
characters) and a few about white space. NFKC_CF is read from the Unicode Character Database, and Normalization Form C is that of the
package `unicodedata2` 15.0.0 of PyPI; nothing of Proviso takes part.

    make_case_foldings.py [UNICODE]

UNICODE is where Debian's package unicode-data 15.0.0 lies, /usr/share/unicode unless said otherwise.
"""

import bz2
import json
import sys
from pathlib import Path

import unicodedata2

assert unicodedata2.unidata_version == "15.0.0"
folder = Path(sys.argv[1] if len(sys.argv) == 2 else "/usr/share/unicode")


def fields(text):
    for line in text.splitlines():
        parts = [part.strip() for part in line.split("#")[0].split(";")]
        if len(parts) > 1 or parts[0].startswith("@"):
            yield parts


def code_points(text):
    first, _, last = text.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def characters(text):
    return "".join(chr(int(part, 16)) for part in text.split())


def read(name):
    text = (folder / name).read_text(encoding="utf-8")
    assert text.startswith(f"# {name.removesuffix('.txt')}-15.0.0.txt")
    return fields(text)


folding = {
    code_point: characters(parts[2]) for parts in read("DerivedNormalizationProps.txt") if parts[1] == "NFKC_CF"
    for code_point in code_points(parts[0])}
white_space = {
    chr(code_point) for parts in read("PropList.txt") if parts[1] == "White_Space" for code_point in code_points(parts[0])}


def folded(text):
    text = unicodedata2.normalize("NFC", "".join(folding.get(ord(character), character) for character in text))
    spaced = "".join(" " if character in white_space else character for character in text)
    return " ".join(word for word in spaced.split(" ") if word)


texts = []
part = ""
for number, parts in enumerate(fields(bz2.open(folder / "NormalizationTest.txt.bz2", "rt", encoding="utf-8").read())):
    if parts[0].startswith("@"):
        part = parts[0]
    elif number % 25 == 0 or part == "@Part3":
        texts += [characters(parts[0]), characters(parts[2])]
for space in sorted(white_space):
    texts += [f"{space}A{space}{space} B{space}", f"A{space}\u0301B"]
texts += ["Straße ΑΣ\u0345 ǅ", "\u00ADa\u200Db\uFE0F", "İı", "가\u11A8", "\u1100\u1161\u11A8", "\uFDFA", " \u0301", "´"]
unique = list(dict.fromkeys(text for text in texts if folded(text)))


def hexadecimal(text):
    return text.encode("utf-8").hex()


path = Path(__file__).parent / "../Vectors/case-foldings.json"
rows = ",\n".join(json.dumps([hexadecimal(text), hexadecimal(folded(text))]) for text in unique)
path.write_text(f"[\n{rows}\n]\n", encoding="ascii")
print(len(unique), "rows")
