"""Reads the texts of a language.

A file has sections, each begun by a line with its name in brackets:

    [names], [cities]   made up, on the same line, divided by |
    [labels]            what people call a type of data: its word, a colon, names divided by |
    [say]               phrases that say what the value is
    [bare]              phrases that do not
    [of TYPE TYPE]      phrases for some types; + before those that say what the value is, - before those that do not
    [mixed]             phrases with several types, signed in the same way
    [log]               lines of programs, signed in the same way
    [near]              what is no personal data
    [plain]             prose

In a phrase {V} stands for the value, {L} for a name of its type, and {D} for that with the article; {name} and {city}
for one of the lists, a word of a type in braces for a value of it, and others for what fillers.py makes. \\n is a line
feed.
"""

import re
from dataclasses import dataclass, field

LANGUAGES = "en de fr es it nl pt pl uk ar sv fi da no cs tr ko ja zh th he el ru ro bg".split()
ARTICLES = re.compile(r"^(die|der|das|le|la|les|el|los|il|lo|i|gli|o|a|os|as|het|de) (?=\S)|^(l')(?=\S)")
SIGNED = ("mixed", "log")


@dataclass
class Phrases:
    language: str
    names: list = field(default_factory=list)
    cities: list = field(default_factory=list)
    labels: dict = field(default_factory=dict)
    say: list = field(default_factory=list)
    bare: list = field(default_factory=list)
    of_type: dict = field(default_factory=dict)
    mixed: list = field(default_factory=list)
    log: list = field(default_factory=list)
    near: list = field(default_factory=list)
    plain: list = field(default_factory=list)

    def split_article(self, label):
        match = ARTICLES.match(label) if self.language in ("de", "fr", "es", "it", "pt", "nl") else None
        return (match[1] or match[2], label[match.end() :]) if match else ("", label)


def read_phrases(path):
    phrases, section = Phrases(path.stem), None
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"^\[(\w+)((?: [\w-]+)*)\](.*)$", line):
            section, types, rest = match[1], match[2].split(), match[3]
            if section in ("names", "cities"):
                getattr(phrases, section).extend(x.strip() for x in rest.split("|"))
        elif not line.strip():
            continue
        elif section == "labels":
            name, labels = line.split(":", 1)
            phrases.labels[name] = [x.strip() for x in labels.split("|")]
        elif section == "of":
            for name in types:
                phrases.of_type.setdefault(name, []).append((line[0], line[2:]))
        elif section in SIGNED:
            getattr(phrases, section).append((line[0], line[2:]))
        else:
            # A near miss that is a line of a program begins with what it likes.
            getattr(phrases, section).append(("+", line) if section == "near" else line)
    return phrases
