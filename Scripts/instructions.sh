#!/usr/bin/env bash
# Counts the instructions that redact needs for a record, with callgrind, and fails if they are over 5 % more than they were.
#
#     Scripts/instructions.sh            compare with Benchmarks/instructions.tsv
#     Scripts/instructions.sh --update   write the counts there
#
# Instructions do not depend on what else the machine does, as time does. What they depend on, besides the code, is the compiler: counts
# of another version of Swift or another processor architecture are shown and not judged.
set -euo pipefail
cd "$(dirname "$0")/.."
baseline=Benchmarks/instructions.tsv
records=2000
# In percent.
tolerance=5

if ! command -v valgrind > /dev/null; then
    if [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        echo "Installing valgrind"
        apt-get update -qq && env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends valgrind > /dev/null
    else
        echo "The instructions are not counted: valgrind is not installed."
        exit 0
    fi
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# valgrind cannot read what the compiler says for debuggers.
strip --strip-debug -o "$folder/redact" Examples/.build/release/redact
Examples/.build/release/sample-records --seed 1 "$records" > "$folder/records.ndjson"
# The same number of rows with quotes, and with a text that is not ASCII.
awk -v records="$records" 'BEGIN {
    print "case_id,opened,status,role,name,note,country,national_id,imei,dob,ip"
    for (i = 1; i <= records; i++)
        printf "C-%07d,2026-%02d-%02dT10:00:00Z,open,witness,\"Müller, %d\",\"said \"\"no\"\" to %d of us and left\",NL,NL-%03d.%03d.095-Y,35 %06d 0%05d 1,19%02d-%02d-%02d,192.0.%d.%d\n",
            i, i % 12 + 1, i % 28 + 1, i, i, i % 1000, i * 7 % 1000, i * 31 % 1000000, i * 17 % 100000, i % 100, i % 12 + 1, i % 28 + 1,
            i % 256, i * 3 % 256
}' > "$folder/records.csv"
: > "$folder/nothing.ndjson"
head -n 1 "$folder/records.csv" > "$folder/nothing.csv"
(umask 077 && echo "proviso-key-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8" > "$folder/key")

# How many instructions redact needs for an input: COUNT INPUT ARGUMENTS…
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$folder/redact" "${@:2}" < "$1" 2> "$folder/errors" > /dev/null \
        || { cat "$folder/errors" >&2; return 1; }
    awk '/Collected/ { print $4; found = 1 } END { exit !found }' "$folder/errors"
}

# The instructions of one record, without those of starting: PER-RECORD KIND ARGUMENTS…
per_record() {
    local all start
    all=$(count "$folder/records.$1" "${@:2}")
    start=$(count "$folder/nothing.$1" "${@:2}")
    echo $(((all - start) / records))
}

policies=Benchmarks/Compare/Filter/Policies
swift=$(swift --version 2> /dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
machine=$(uname -m)
{
    printf 'task\tinstructions a record\tSwift\tmachine\n'
    while read -r task kind arguments; do
        # Words of this script, none of which has a space.
        # shellcheck disable=SC2086
        printf '%s\t%s\t%s\t%s\n' "$task" "$(per_record "$kind" $arguments)" "$swift" "$machine"
    done <<TASKS
project ndjson --policy $policies/project.yaml
whole ndjson --policy Examples/redact/sample/policy.yaml --key-file $folder/key
csv-project csv --format csv --policy $policies/csv-project.yaml
csv-whole csv --format csv --policy $policies/csv-whole.yaml --key-file $folder/key
TASKS
} > "$folder/counts.tsv"

if [ "${1:-}" = --update ]; then
    cp "$folder/counts.tsv" "$baseline"
    cat "$baseline"
    exit 0
fi
awk -F '\t' -v tolerance="$tolerance" '
    FNR == 1 { next }
    NR == FNR { before[$1 FS $3 FS $4] = $2; next }
    {
        key = $1 FS $3 FS $4
        if (!(key in before)) {
            printf "%-12s %7d instructions a record; not judged, for Swift %s on %s has no count to compare with\n", $1, $2, $3, $4
            next
        }
        growth = 100 * ($2 / before[key] - 1)
        verdict = growth > tolerance ? "TOO MANY" : "good"
        if (growth > tolerance) failed = 1
        printf "%-12s %7d instructions a record, were %d: %+.1f %%, %s\n", $1, $2, before[key], growth, verdict
    }
    END {
        if (failed) print "Find what became slower, or say why it must be, and run Scripts/instructions.sh --update."
        exit failed
    }
' "$baseline" "$folder/counts.tsv"
