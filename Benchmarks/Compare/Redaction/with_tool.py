"""Redacts lines from standard input to standard output: python3 with_tool.py presidio|scrubadub

Each line is a text of its own, as in a log. What is found gives way to its name in brackets, the surest first, as
redaction_corpus.py keeps it.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from redaction_tools import make_finder  # noqa: E402


def main():
    find = make_finder(sys.argv[1], as_it_comes=True)
    for line in sys.stdin:
        text = line.rstrip("\n")
        # Who does not know the language of a log takes the first one.
        for entity, start, end, _ in sorted(surest(find(text, "en")), key=lambda each: -each[1]):
            text = f"{text[:start]}[{entity}]{text[end:]}"
        sys.stdout.write(text + "\n")


def surest(findings):
    kept = []
    for each in sorted(findings, key=lambda each: (-each[3], each[1] - each[2])):
        if all(each[2] <= other[1] or other[2] <= each[1] for other in kept):
            kept.append(each)
    return kept


if __name__ == "__main__":
    main()
