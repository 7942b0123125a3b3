"""Measures what recognizers of personal data find in the sentences of ../../Tests/Vectors/redaction-corpus.ndjson.

    python3 redaction_corpus.py [--tools presidio scrubadub proviso] [--proviso FINDINGS] [--output FILE]

A label counts as found if a finding of its type covers 80 % of it; as exact, if one has the same ends. Precision is
the share of findings that cover 80 % of a label of their type. Where a tool gives several findings for one place, the
surest one stays, and of those the longest, as Presidio's anonymizer does; for recall all of them count, which is
generous. What the corpus calls optional counts neither way, nor does a type that the corpus does not have. Tables in
Markdown are printed; raw results are appended to --output as lines of JSON. Exit codes: 0 done, 64 usage, 69 a tool is
not installed.
"""

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import redaction_tools
from measure import append_results, digest, machine_name, stop

CORPUS = Path(__file__).resolve().parents[2] / "Tests/Vectors/redaction-corpus.ndjson"
COVERED = 0.8
# What Presidio gives without a threshold, and one that is often chosen; the best of these is looked for too. A word
# nearby adds 0.35, so that many come to a little less than 0.45.
THRESHOLDS = [0, 0.05, 0.1, 0.2, 0.3, 0.35, 0.4, 0.44, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 1.0]


@dataclass(frozen=True)
class Finding:
    entity: str
    types: tuple
    start: int
    end: int
    score: float


def main():
    arguments = parse_arguments()
    rows = [json.loads(line) for line in arguments.corpus.read_text(encoding="utf-8").splitlines()]
    setup = {
        "kind": "setup",
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine_name(),
        "python": sys.version.split()[0],
        "corpus_sha256": digest(arguments.corpus),
        "texts": dict(Counter(row["kind"] for row in rows)),
        "labels": sum(not label.get("optional") for row in rows for label in row["findings"]),
    }
    print(f"{len(rows):,} texts, {setup['labels']:,} labels: {setup['texts']}; {setup['date'][:10]}.")
    entries = []
    for tool in arguments.tools:
        if tool == "proviso":
            found, versions = proviso_findings(arguments.proviso), {}
        else:
            found, versions = tool_findings(tool, rows), redaction_tools.versions(tool)
        entries += measured(tool, versions, rows, found)
    print_tables(setup["texts"], entries)
    if arguments.output:
        arguments.output.parent.mkdir(parents=True, exist_ok=True)
        append_results(arguments.output, setup, entries)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measure what recognizers of personal data find.")
    parser.error = lambda message: stop(f"{message} (try --help)", 64)
    known = [*redaction_tools.ENTITIES, "proviso"]
    parser.add_argument("--tools", nargs="+", default=list(redaction_tools.ENTITIES), choices=known, help="which")
    parser.add_argument("--proviso", type=Path, metavar="FILE", help="findings of Proviso, one line of JSON a text")
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="FILE", help="the sentences")
    parser.add_argument("--output", type=Path, metavar="FILE", help="append raw results there")
    arguments = parser.parse_args()
    if "proviso" in arguments.tools and not (arguments.proviso and arguments.proviso.is_file()):
        parser.error("the findings of proviso are needed: --proviso FILE")
    for tool in arguments.tools:
        if tool != "proviso" and not redaction_tools.is_installed(tool):
            stop(f"a package of {tool} is not installed", 69)
    return arguments


# MARK: What tools find


def proviso_findings(path):
    """What `redaction findings` prints: lines with bytes and percentages. A password in a URL goes with the URL."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["id"]] = [
            Finding(
                each["type"], ("url", "password-in-url") if each["type"] == "url" else (each["type"],),
                each["start"], each["end"], each["confidence"] / 100)
            for each in row["findings"]]  # fmt: skip
    return found


def tool_findings(tool, rows):
    find, entities, found = redaction_tools.make_finder(tool), redaction_tools.ENTITIES[tool], {}
    for row in rows:
        text = row["text"]
        found[row["id"]] = [
            Finding(entity, tuple(entities[entity]), len(text[:start].encode()), len(text[:end].encode()), score)
            for entity, start, end, score in find(text, row["language"])
            if entity in entities]  # fmt: skip
        if row["id"] % 1000 == 0:
            print(f"{tool}: {row['id']} of {len(rows)}", file=sys.stderr)
    return found


def surest(findings):
    """Of findings that overlap, the one with the highest score, or the longest of those."""
    kept = []
    for each in sorted(findings, key=lambda each: (-each.score, each.start - each.end, each.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return kept


# MARK: Measuring


def measured(tool, versions, rows, found):
    scores = {each.score for findings in found.values() for each in findings}
    levels = {level: measure(rows, found, level) for level in (THRESHOLDS if len(scores) > 1 else [0])}
    supported = {each for types in redaction_tools.ENTITIES.get(tool, {}).values() for each in types}
    best = max(levels, key=lambda level: f1(levels[level]["all"]))
    entries = []
    for level, counts in levels.items():
        if level not in (0, 0.5, best):
            # Of these the sums are enough, for a curve.
            counts = {"all": counts["all"], "texts_with_false_alarms": counts["texts_with_false_alarms"]}
        setup = {"tool": tool, "versions": versions, "threshold": level, "best": level == best}
        entries.append({"kind": "corpus", **setup, "supported": sorted(supported) or None, **counts})
    return entries


def measure(rows, found, threshold):
    """Counts over all texts, with what is as sure as the threshold."""
    types, entities, alarms = {}, {}, Counter()
    total = Counter()
    for row in rows:
        labels = [label for label in row["findings"] if not label.get("optional")]
        optional = [label for label in row["findings"] if label.get("optional")]
        every = [each for each in found.get(row["id"], []) if each.score >= threshold]
        kept = surest(every)
        for label in labels:
            accepted = {label["type"], *label.get("also", [])}
            right = [each for each in every if accepted & set(each.types) and covers(each, label)]
            counts = types.setdefault(label["type"], Counter())
            for each in (counts, total):
                context = "with_context" if label["context"] else "without_context"
                each["labels"] += 1
                each[context] += 1
                each["found"] += bool(right)
                each["found_" + context] += bool(right)
                each["exact"] += any((x.start, x.end) == (label["start"], label["end"]) for x in right)
                each["hidden"] += any(covers(x, label) for x in kept)
        false = 0
        for each in kept:
            if any(touches(each, label) for label in optional) and not any(touches(each, label) for label in labels):
                continue
            right = any({x["type"], *x.get("also", [])} & set(each.types) and covers(each, x) for x in labels)
            personal = any(touches(each, label) for label in labels)
            false += not personal
            for counts in (entities.setdefault(each.entity, Counter(types=each.types)), total):
                counts["findings"] += 1
                counts["right"] += right
                counts["personal"] += personal
        alarms[row["kind"]] += false > 0
    return {
        "all": dict(total),
        "types": {name: dict(counts) for name, counts in sorted(types.items())},
        "entities": {name: dict(counts) for name, counts in sorted(entities.items())},
        "texts_with_false_alarms": dict(alarms),
    }


def covers(finding, label):
    shared = min(finding.end, label["end"]) - max(finding.start, label["start"])
    return shared >= COVERED * (label["end"] - label["start"])


def touches(finding, label):
    """Whether at least half of the finding is within the label, or it covers the label."""
    shared = min(finding.end, label["end"]) - max(finding.start, label["start"])
    return shared * 2 >= finding.end - finding.start or covers(finding, label)


def f1(counts):
    recall, precision = share(counts, "found", "labels") or 0, share(counts, "right", "findings") or 0
    return 2 * recall * precision / (recall + precision) if recall + precision else 0


def share(counts, part, whole):
    return counts.get(part, 0) / counts[whole] if counts.get(whole) else None


# MARK: Tables


def print_tables(texts, entries):
    print("\n| Tool | threshold | recall | of types it has | of these with context | without | exact, of all "
          "| hidden under any type | precision | personal data at all | F1 | false alarms in near misses "
          "| in prose |")  # fmt: skip
    print("|---|" + "---:|" * 12)
    tools = list(dict.fromkeys(entry["tool"] for entry in entries))
    for entry in [each for tool in tools for each in shown_of(entries, tool)]:
        counts, alarms = entry["all"], entry["texts_with_false_alarms"]
        own = sum((Counter(entry["types"][x]) for x in entry["types"] if has(entry, x)), Counter())
        cells = [
            share(counts, "found", "labels"),
            share(own, "found", "labels"),
            share(own, "found_with_context", "with_context"),
            share(own, "found_without_context", "without_context"),
            share(counts, "exact", "labels"),
            share(counts, "hidden", "labels"),
            share(counts, "right", "findings"),
            share(counts, "personal", "findings"),
            f1(counts),
            *(alarms.get(kind, 0) / texts[kind] for kind in ("near-miss", "plain")),
        ]
        mark = ", the best F1" if entry["best"] else ""
        print(f"| {entry['tool']} | {entry['threshold']}{mark} | {' | '.join(map(percent, cells))} |")
    for tool in tools:
        print_types(tool, shown_of(entries, tool))


def shown_of(entries, tool):
    """Without a threshold, with 0.5, and with the best one, if it is another."""
    return [each for each in entries if each["tool"] == tool and (each["threshold"] in (0, 0.5) or each["best"])]


def has(entry, name):
    return entry["supported"] is None or name in entry["supported"]


def print_types(tool, levels):
    if tool != "presidio":
        levels = levels[:1]
    heads = " ".join(f"| recall ≥ {each['threshold']} | exact | precision |" for each in levels).replace("| |", "|")
    print(f"\n| {tool}: type | labels | without context {heads}\n|---|---:|---:|{'---:|' * 3 * len(levels)}")
    for name, first in levels[0]["types"].items():
        if not has(levels[0], name):
            continue
        cells = []
        for entry in levels:
            own = [x for x in entry["entities"].values() if name in x["types"]]
            counts = sum((Counter({k: v for k, v in x.items() if k != "types"}) for x in own), Counter())
            cells += [share(entry["types"][name], "found", "labels"), share(entry["types"][name], "exact", "labels"),
                      share(counts, "right", "findings")]  # fmt: skip
        without = first.get("without_context", 0)
        print(f"| {name} | {first['labels']} | {without} | {' | '.join(map(percent, cells))} |")
    missing = [name for name in levels[0]["types"] if not has(levels[0], name)]
    if missing:
        print(f"\n{tool} has none of: {', '.join(missing)}.")


def percent(number):
    return "–" if number is None else f"{100 * number:.1f} %"


if __name__ == "__main__":
    main()
