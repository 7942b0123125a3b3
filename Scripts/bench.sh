#!/usr/bin/env bash
# Measures Proviso against C, age and Python, everything in one run and in turn, and keeps the raw results and the tables.
#
#     Scripts/bench.sh ROUNDS RECORDS MEBIBYTES IDENTIFIERS ITEMS [RESULTS FOLDER]
#
# With PEERS=all the filter is measured against everything it is compared with, which is installed first where it can be: Debian's
# packages as root, Python's into Benchmarks/.venv, half a gigabyte and more. The published figures are those of a million records.
#
# A quiet machine helps; ratios within one round are what counts. With README=1 the tables also take the place of those in the main
# README, whole, so that the prose around the numbers cannot drift from them.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-9}
records=${2:-200000}
mebibytes=${3:-1024}
identifiers=${4:-10000000}
items=${5:-200000}
results=${6:-Benchmarks/Results/$(date -u +%Y-%m-%d)-$(uname -m)-$(getconf _NPROCESSORS_ONLN)cores}
mkdir -p "$results"
tables=$results/tables.md

# Puts the tables between the README's markers.
update_readme() {
    [ "${README:-}" = 1 ] || return 0
    awk -v tables="$tables" '
        /<!-- benchmarks -->/ { print; print ""; while ((getline line < tables) > 0) print line; print ""; skip = 1; next }
        /<!-- end of benchmarks -->/ { skip = 0 }
        !skip
    ' README.md > "$results/README.md"
    mv "$results/README.md" README.md
}

echo "machine: $(uname -sm), $(getconf _NPROCESSORS_ONLN) cores; $(swift --version 2> /dev/null | head -n 1); libsodium $(pkg-config --modversion libsodium)" \
    | tee "$tables"
# As the tests are built in release: some wrappers are for Proviso's own use.
swift build --package-path Benchmarks -c release -Xswiftc -enable-testing > "$results/build.log" 2>&1 || { cat "$results/build.log" >&2; exit 1; }
rm "$results/build.log"

echo | tee -a "$tables"
# Short rounds and many of them: what disturbs the machine then meets all variants alike.
Benchmarks/.build/release/keyed-hash $((rounds * 5 + 1)) 20000 "$results/keyed-hash.jsonl" | tee -a "$tables"
Benchmarks/.build/release/wrappers $((rounds * 5 + 1)) "$results" | tee -a "$tables"
Benchmarks/.build/release/pseudonyms $((rounds * 5 + 1)) 20000 "$results" | tee -a "$tables"

if command -v python3 > /dev/null; then
    python3 Benchmarks/Compare/sealing.py --sealing Benchmarks/.build/release/sealing \
        --loop Benchmarks/.build/release/sealing-loop --mebibytes "$mebibytes" --rounds "$rounds" \
        --results "$results/sealing.jsonl" | tee -a "$tables"
    echo | tee -a "$tables"
fi

if command -v python3 > /dev/null; then
    python3 Benchmarks/Compare/retention.py --retention Benchmarks/.build/release/retention --items "$items" \
        --rounds $((rounds / 3)) --disk Benchmarks/.build --results "$results/retention.jsonl" | tee -a "$tables"
    echo | tee -a "$tables"
fi

# A Python with the newest packages in an environment of its own. Deterministic encryption from Python is measured where it can be.
python=Benchmarks/.venv/bin/python3
if [ -x "$python" ] || python3 -m venv Benchmarks/.venv; then
    for package in cryptography tink; do
        "$python" -m pip install --quiet "$package" || echo "$package could not be installed, and is left out." >&2
    done
    python3 Benchmarks/Compare/pseudonyms.py --python "$python" --proviso Examples/.build/release/proviso \
        --identifiers "$identifiers" --rounds "$rounds" --results "$results/pseudonyms.jsonl" | tee -a "$tables"
    echo | tee -a "$tables"
fi

# Redaction of text: what is found in labelled sentences, and how fast. The peers bring half a gigabyte.
if command -v python3 > /dev/null; then
    tools=(proviso)
    if [ "${PEERS:-}" = all ] && [ -x "$python" ]; then
        "$python" -m pip install --quiet presidio-analyzer scrubadub && tools=(presidio scrubadub proviso) \
            || echo "Presidio and scrubadub could not be installed, and are left out." >&2
    fi
    found=$results/found.ndjson
    Benchmarks/.build/release/redaction findings Tests/Vectors/redaction-corpus.ndjson > "$found"
    interpreter=python3
    if [ -x "$python" ]; then interpreter=$python; fi
    "$interpreter" Benchmarks/Compare/redaction_corpus.py --tools "${tools[@]}" --proviso "$found" \
        --output "$results/redaction-corpus.jsonl" | tee -a "$tables"
    rm "$found"
    echo | tee -a "$tables"
    python3 Benchmarks/Compare/redaction.py --python "$interpreter" --megabytes $((mebibytes / 16 + 1)) --rounds "$rounds" \
        --output "$results/redaction.jsonl" | tee -a "$tables"
    echo | tee -a "$tables"
fi

# The filter against its peers. All of them take minutes to install and to run; the brief comparison has the two that are closest.
only=(--only redact simdjson orjson csv)
packages=(orjson)
if [ "${PEERS:-}" = all ]; then
    only=()
    packages=(orjson msgspec polars duckdb pandas presidio-structured)
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        apt-get update -qq || true
        for package in g++ libsimdjson-dev jq gojq miller; do
            dpkg -s "$package" > /dev/null 2>&1 \
                || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" > /dev/null 2>&1 \
                || echo "$package could not be installed, and is left out." >&2
        done
    fi
fi
if [ -x "$python" ]; then
    for package in "${packages[@]}"; do
        "$python" -m pip install --quiet "$package" || echo "$package could not be installed, and is left out." >&2
    done
else
    python=python3
fi

simdjson=Benchmarks/.build/with-simdjson
if pkg-config --exists simdjson && compiler=$(command -v g++ || command -v clang++); then
    read -ra libraries <<< "$(pkg-config --libs simdjson libsodium)"
    "$compiler" -std=c++17 -O3 -march=native -DNDEBUG -Wall -Wextra Benchmarks/Compare/Filter/with_simdjson.cpp \
        -o "$simdjson" "${libraries[@]}" || { echo "The peer in C++ could not be compiled, and is left out." >&2; rm -f "$simdjson"; }
fi

if command -v "$python" > /dev/null; then
    python3 Benchmarks/Compare/filter.py --python "$(command -v "$python")" --simdjson "$simdjson" \
        --records "$records" --rounds "$rounds" --results "$results" "${only[@]}" | tee -a "$tables"
fi
update_readme
