#!/usr/bin/env bash
# The main job on sample data: case records go in, a policy decides field by field, minimized records come out, with a report.
set -euo pipefail
cd "$(dirname "$0")"
records=${1:-2000}
redact=.build/release/redact
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

bold() { if [ -t 1 ]; then printf '\033[1m%s\033[0m\n' "$1"; else printf '%s\n' "$1"; fi; }
step() { printf '\n'; bold "$1"; }

.build/release/sample-records "$records" > "$folder/cases.ndjson"
"$redact" --new-key "$folder/case.key"

step "The policy (Examples/redact/sample/policy.yaml), without its comments"
grep -vE '^ *(#|$)' redact/sample/policy.yaml

step "redact --policy policy.yaml --key-file case.key --report report.json -o minimized.ndjson cases.ndjson"
started=$(date +%s%N)
"$redact" --policy redact/sample/policy.yaml --key-file "$folder/case.key" --report "$folder/report.json" --summary \
    -o "$folder/minimized.ndjson" "$folder/cases.ndjson" 2> "$folder/summary.txt"
milliseconds=$((($(date +%s%N) - started) / 1000000))
echo "$records records, $(($(wc -c < "$folder/cases.ndjson") / 1024)) KiB in, $(($(wc -c < "$folder/minimized.ndjson") / 1024)) KiB out, $milliseconds ms"

for line in 1 2 3; do
    step "Record $line, before and after"
    sed -n "${line}p" "$folder/cases.ndjson"
    printf '\n'
    sed -n "${line}p" "$folder/minimized.ndjson"
done

step "The report"
cat "$folder/summary.txt"

cat << 'TEXT'

What to try next
  Edit Examples/redact/sample/policy.yaml: misspell a word, name a field twice, keep "$.subject". Then run make demo again.
  Make your own:   Examples/.build/release/redact --new-key case.key
                   Examples/.build/release/redact --policy YOURS.yaml --key-file case.key YOUR.ndjson
  Read on:         README.md, Examples/redact/README.md, and make docs
TEXT
