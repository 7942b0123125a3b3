#!/usr/bin/env python3
"""Writes sentences in which the personal data are known, to ../Vectors/redaction-corpus.ndjson.

    python3 make_redaction_corpus.py [file]

For measuring what a recognizer of personal data finds, and what it takes for such data. The sentences are made from
the texts in redaction/, one file a language, without regard to how any recognizer decides. A fixed seed makes all of
them, so that another run with the same version of python-stdnum writes the same file. Persons, domains and numbers are
made up.

Each line is a JSON object:

    id         a number
    language   ISO 639-1, of the sentence; that of most logs is en
    kind       positive: one type of data; mixed: several; log: of a program; near-miss: what looks like personal data;
               plain: prose
    text       the text
    findings   what is to be found, in the order of the text, each with
      type     the word of Proviso
      start    the first byte in UTF-8, and
      end      the byte after the last
      context  whether the text says what it is: by a word before or behind, the name of a field, the head of a table
      also     other types that would be right too, because they share this very form
      optional what may be found or not, such as a time stamp or the host of an address; it counts neither way

Near misses may have findings: what is optional. Within the tokens of services, keys and tokens of sessions, characters
are written as escapes of JSON, so that who scans repositories for leaked keys sees none; each says EXAMPLE or is
random. Needs the package `python-stdnum`, 2.2.
"""

import json
import random
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.append(str(FOLDER / "redaction"))
from fillers import filler  # noqa: E402
from identifier_forms import TELLING, WEAK, identifier  # noqa: E402
from phrases import LANGUAGES, read_phrases  # noqa: E402
from values import ALWAYS, value  # noqa: E402

FILE = FOLDER.parent / "Vectors" / "redaction-corpus.ndjson"
SEED = 20261129

# How many sentences of each type: identifiers that are weak, the others, and those that all languages share.
FEW, SOME, MANY, MOST = 16, 30, 72, 110
COMMON = {"payment-card", "iban", "phone", "email", "date"}
NEAR_MISSES, TECHNICAL, MIXED, LOGS, PLAIN = 1000, 420, 330, 330, 440

HOME = {
    "de": ["de"], "at": ["de"], "ch": ["de", "fr", "it"], "fr": ["fr"], "es": ["es"], "pt": ["pt"], "it": ["it"],
    "nl": ["nl"], "be": ["nl", "fr"], "se": ["sv"], "fi": ["fi", "fi", "sv"], "dk": ["da"], "no": ["no"],
    "cz": ["cs"], "pl": ["pl"], "ua": ["uk", "uk", "ru"], "ro": ["ro"], "bg": ["bg"], "gr": ["el"], "il": ["he"],
    "tr": ["tr"], "kr": ["ko"], "th": ["th"], "br": ["pt"], "mx": ["es"], "ar": ["es"], "cl": ["es"],
    "ca": ["en", "fr"], "sg": ["en", "en", "zh"],
}  # fmt: skip
SHARED = {"payment-card", "iban", "bic", "lei", "imei", "vin"} | ALWAYS

# In most letters the account is one of the writer's country.
IBAN_COUNTRIES = {
    "de": "DE AT CH", "fr": "FR BE CH", "es": "ES", "it": "IT", "nl": "NL BE", "pt": "PT", "pl": "PL",
    "en": "GB IE MT", "sv": "SE", "fi": "FI", "da": "DK", "no": "NO", "tr": "TR", "el": "GR", "uk": "UA", "cs": "CZ",
    "ro": "RO", "bg": "BG", "ar": "AE SA", "he": "IL",
}  # fmt: skip

# Two types with one form: the word that a sentence has tells them apart only where it names the country.
SAME_FORM = {
    "us-passport": ["uk-passport"], "uk-passport": ["us-passport", "it-passport"], "it-passport": ["uk-passport"],
    "es-nie": ["es-nif"], "es-cif": ["es-nif"], "kr-frn": ["kr-rrn"], "de-passport": ["de-id-card"],
    "de-id-card": ["de-passport"], "it-id-card": ["it-passport", "uk-passport"],
}  # fmt: skip

# What scanners of repositories look for.
SECRETS = {"api-key", "private-key", "jwt"}


class Corpus:
    def __init__(self):
        self.rows, self.texts = [], set()

    def add(self, language, kind, text, findings):
        if text in self.texts:
            return False
        self.texts.add(text)
        self.rows.append((language, kind, text, findings))
        return True


def main():
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    phrases = {language: read_phrases(FOLDER / "redaction" / f"{language}.txt") for language in LANGUAGES}
    logs = read_phrases(FOLDER / "redaction" / "logs.txt")
    corpus = Corpus()
    for name in all_types(phrases):
        add_positives(corpus, name, phrases)
    add_templates(corpus, "mixed", MIXED, phrases, "mixed")
    add_templates(corpus, "near-miss", NEAR_MISSES, phrases, "near")
    add_templates(corpus, "log", LOGS, {"en": logs}, "log")
    add_templates(corpus, "near-miss", TECHNICAL, {"en": logs}, "near")
    add_prose(corpus, phrases)
    order = list(range(len(corpus.rows)))
    random.Random(f"{SEED} order").shuffle(order)
    lines = [line_of(number, corpus.rows[place]) for number, place in enumerate(order, 1)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say_what_there_is(corpus, file)


def all_types(phrases):
    """English has a word for each."""
    return list(phrases["en"].labels)


# --- Sentences of one type -----------------------------------------------------------------------------------------


def add_positives(corpus, name, phrases):
    r = random.Random(f"{SEED} {name}")
    shared = name in SHARED
    homes = [x for x in LANGUAGES if name in phrases[x].labels] if shared else HOME.get(name.split("-")[0], ["en"])
    wanted = (
        FEW
        if name in WEAK and not shared
        else MOST
        if name in COMMON
        else MANY
        if name in ALWAYS
        else SOME
        if not shared
        else 48
    )
    made = 0
    while made < wanted:
        if shared:
            # The ten large languages more often than the others.
            language = r.choice(homes if r.random() < 0.4 else [x for x in homes if x in LANGUAGES[:10]])
        else:
            language = r.choice(homes) if r.random() < 0.55 else "en"
        made += corpus.add(language, "positive", *sentence(r, name, language, phrases[language]))


def sentence(r, name, language, phrases):
    """A text with one type of data, from a phrase for that type, one that says what it is, or one that does not."""
    telling = name in TELLING or name in ALWAYS
    own = [x for x in phrases.of_type.get(name, []) if telling or x[0] == "+" or name not in WEAK]
    choice = r.random()
    if own and choice < 0.3:
        sign, phrase = r.choice(own)
        # A number of nine digits alone is nobody's, whoever writes it.
        if sign == "+" or telling:
            return filled(r, phrase, language, phrases, name, context=sign == "+", telling=sign == "-")
    if telling and choice > 0.78 - 0.12 * (name in ALWAYS):
        return filled(r, r.choice(phrases.bare), language, phrases, name, context=False, telling=True)
    return filled(r, r.choice(phrases.say), language, phrases, name, context=True)


def label_of(r, labels, phrases):
    """A word for the type, as somebody writes it in a hurry or in a form: with its article, and without."""
    article, word = phrases.split_article(r.choice(labels))
    choice = r.random()
    if choice < 0.15:
        word = word.lower()
    elif choice < 0.22:
        word = word.upper()
    elif choice < 0.25 and len(word) > 6 and word.isalpha():
        place = r.randrange(1, len(word) - 2)
        word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return article, word


# --- Phrases with places to be filled ------------------------------------------------------------------------------


def filled(r, phrase, language, phrases, name=None, context=True, telling=False):
    """The text of a phrase, and what is to be found in it."""
    article, word = label_of(r, phrases.labels[name], phrases) if name else ("", "")
    text, findings, stack = "", [], phrase.replace("\\n", "\n")
    for part in re.split(r"(\{[=A-Za-z0-9?-]+\})", stack):
        if not re.fullmatch(r"\{[=A-Za-z0-9?-]+\}", part):
            text += part
            continue
        slot = part[1:-1]
        if slot == "L":
            text += word if text or name is None else word[:1].upper() + word[1:]
        elif slot == "D":
            both = article + word if article.endswith("'") else f"{article} {word}".strip()
            text += both if text else both[:1].upper() + both[1:]
        elif slot == "V":
            text = put(r, text, findings, name, language, context, telling)
        elif slot == "name":
            text += r.choice(phrases.names)
        elif slot == "city":
            text += r.choice(phrases.cities)
        elif slot == "=password-in-url":
            text = put_password(r, text, findings, context)
        elif slot in ALWAYS or slot in TELLING or slot in phrases.labels:
            text = put(r, text, findings, slot, language, context, not context)
        else:
            begin = len(text.encode())
            text += filler(r, slot)
            if slot in ("stamp", "clf", "syslog"):
                findings.append(
                    {"type": "date", "start": begin, "end": len(text.encode()), "context": False, "optional": True}
                )
    mark_hosts(text, findings)
    return text, sorted(findings, key=lambda each: (each["start"], -each["end"]))


def put(r, text, findings, name, language, context, telling):
    countries = IBAN_COUNTRIES.get(language, "") if name == "iban" and r.random() < 0.75 else ""
    made = value(r, name, language) if name in ALWAYS else identifier(r, name, telling, countries)
    if name == "private-key" and text and "\n" in made:
        # In the middle of a line nobody pastes lines.
        made = made if text.endswith("\n") or r.random() < 0.5 else made.replace("\r", "").replace("\n", "\\n")
    # What stands around a value in some forms of it is no part of it.
    before, made, behind = re.fullmatch(r"(urn:uuid:|geo:|\{)?(.*?)(\})?", made, re.DOTALL).groups("")
    begin = len((text + before).encode())
    finding = {"type": name, "start": begin, "end": begin + len(made.encode()), "context": context}
    if name in SAME_FORM:
        finding["also"] = SAME_FORM[name]
    findings.append(finding)
    return text + before + made + behind


def put_password(r, text, findings, context):
    made = (
        "".join(r.choice("abcdefghkmnpqrstuvwxyz23456789") for _ in range(5)) + "EXAMPLE" + r.choice(["", "9x", "_q"])
    )
    begin = len(text.encode())
    findings.append({"type": "password-in-url", "start": begin, "end": begin + len(made), "context": context})
    return text + made


def mark_hosts(text, findings):
    """Hosts that stand alone, and URLs around a password, may be found or not."""
    taken = [(each["start"], each["end"]) for each in findings]
    for match in re.finditer(r"\b[a-z]+://[^\s\"']+|\b(?:[a-z]+\.)+example\.(?:org|net|com)\b", text):
        start, end = len(text[: match.start()].encode()), len(text[: match.end()].encode())
        if not any(a <= start < b for a, b in taken):
            findings.append({"type": "url", "start": start, "end": end, "context": False, "optional": True})


def add_templates(corpus, kind, count, phrases, section):
    """Texts from one section of all languages, those with more phrases more often."""
    r = random.Random(f"{SEED} {kind} {section} {len(phrases)}")
    pool = [(language, *each) for language, one in phrases.items() for each in getattr(one, section)]
    made, turn = 0, 0
    while made < count:
        language, sign, phrase = pool[turn % len(pool)] if turn < len(pool) else r.choice(pool)
        turn += 1
        made += corpus.add(language, kind, *filled(r, phrase, language, phrases[language], context=sign == "+"))


def add_prose(corpus, phrases):
    r = random.Random(f"{SEED} plain")
    pool = [language for language, one in phrases.items() for _ in one.plain]
    made = 0
    while made < PLAIN:
        language = r.choice(pool)
        sentences = r.sample(phrases[language].plain, r.choice([1, 2, 2, 3]) if len(phrases[language].plain) > 2 else 1)
        made += corpus.add(language, "plain", r.choice([" ", " ", "\n"]).join(sentences), [])


# --- The file ------------------------------------------------------------------------------------------------------


def line_of(number, row):
    language, kind, text, findings = row
    line = {"id": number, "language": language, "kind": kind, "text": "\0", "findings": findings}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).replace('"\\u0000"', text_of(text, findings))


def text_of(text, findings):
    """The text as JSON, with escapes in the beginnings of keys."""
    data, escaped = text.encode(), set()
    for each in findings:
        if each["type"] in SECRETS:
            start = len(data[: each["start"]].decode())
            escaped |= {start, start + 5, start + 11}
    parts = [
        f"\\u{ord(x):04x}" if place in escaped else json.dumps(x, ensure_ascii=False)[1:-1]
        for place, x in enumerate(text)
    ]
    return '"' + "".join(parts) + '"'


def say_what_there_is(corpus, file):
    kinds, types, languages = {}, {}, {}
    for language, kind, _, findings in corpus.rows:
        kinds[kind] = kinds.get(kind, 0) + 1
        languages[language] = languages.get(language, 0) + 1
        for each in findings:
            if not each.get("optional"):
                types[each["type"]] = types.get(each["type"], 0) + 1
    print(f"{len(corpus.rows)} texts, {file.stat().st_size / 1e6:.2f} MB: {kinds}")
    print("languages:", languages)
    print("findings:", sum(types.values()), dict(sorted(types.items(), key=lambda each: each[1])))


if __name__ == "__main__":
    main()
