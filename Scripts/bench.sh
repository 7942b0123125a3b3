#!/usr/bin/env bash
# Measures Proviso against C and against Python, everything in one run and in turn, and keeps the raw results.
#
#     Scripts/bench.sh ROUNDS RECORDS [RESULTS FOLDER]
#
# A quiet machine helps; ratios within one round are what counts.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-9}
records=${2:-200000}
results=${3:-Benchmarks/Results/$(date -u +%Y-%m-%d)-$(uname -m)-$(getconf _NPROCESSORS_ONLN)cores}
mkdir -p "$results"

echo "machine: $(uname -srm), $(getconf _NPROCESSORS_ONLN) cores; $(swift --version 2> /dev/null | head -n 1); libsodium $(pkg-config --modversion libsodium)"
swift build --package-path Benchmarks -c release > "$results/build.log" 2>&1 || { cat "$results/build.log" >&2; exit 1; }
rm "$results/build.log"

echo
# Short rounds and many of them: what disturbs the machine then meets all variants alike.
Benchmarks/.build/release/keyed-hash $((rounds * 5 + 1)) 20000 "$results/keyed-hash.jsonl"

# A Python with the newest orjson in an environment of its own; failing that, one that has some orjson.
python=Benchmarks/.venv/bin/python3
if ! { [ -x "$python" ] || python3 -m venv Benchmarks/.venv; } || ! "$python" -m pip install --quiet orjson; then
    python=python3
    if ! "$python" -c "import orjson" 2> /dev/null; then
        echo "The comparison with Python is left out: orjson could not be installed."
        exit 0
    fi
fi
"$python" Benchmarks/Compare/compare.py --python "$python" --redact Examples/.build/release/redact \
    --generator Examples/.build/release/sample-records --policy Examples/redact/sample/policy.yaml \
    --records "$records" --rounds "$rounds" --results "$results/filter.jsonl"
