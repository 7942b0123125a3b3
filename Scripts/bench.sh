#!/usr/bin/env bash
# Measures Proviso against C, age and Python, everything in one run and in turn, and keeps the raw results and the tables.
#
#     Scripts/bench.sh ROUNDS RECORDS MEBIBYTES IDENTIFIERS [RESULTS FOLDER]
#
# A quiet machine helps; ratios within one round are what counts. With README=1 the tables also take the place of those in the main
# README, whole, so that the prose around the numbers cannot drift from them.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-9}
records=${2:-200000}
mebibytes=${3:-1024}
identifiers=${4:-10000000}
results=${5:-Benchmarks/Results/$(date -u +%Y-%m-%d)-$(uname -m)-$(getconf _NPROCESSORS_ONLN)cores}
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

# Failing that, a Python that has some orjson.
if ! [ -x "$python" ] || ! "$python" -m pip install --quiet orjson; then
    python=python3
    if ! "$python" -c "import orjson" 2> /dev/null; then
        echo "The comparison with Python is left out: orjson could not be installed."
        update_readme
        exit 0
    fi
fi
"$python" Benchmarks/Compare/compare.py --python "$python" --redact Examples/.build/release/redact \
    --generator Examples/.build/release/sample-records --policy Examples/redact/sample/policy.yaml \
    --records "$records" --rounds "$rounds" --results "$results/filter.jsonl" | tee -a "$tables"
update_readme
