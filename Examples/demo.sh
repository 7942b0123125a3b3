#!/usr/bin/env bash
# Two agencies and one package: minimized, sealed, opened, kept, erased on time, and proven.
set -euo pipefail
cd "$(dirname "$0")"
records=${1:-2000}
export PATH="$PWD/.build/release:$PATH"
policy=$PWD/redact/sample/policy.yaml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

bold() { if [ -t 1 ]; then printf '\033[1m%s\033[0m\n' "$1"; else printf '%s\n' "$1"; fi; }
step() { printf '\n'; bold "$1"; }
# The clock is set here, which proviso says each time; once is enough.
proviso() {
    local code=0
    command proviso "$@" 2> "$folder/errors" || code=$?
    grep -v PROVISO_TEST_CLOCK "$folder/errors" >&2 || true
    return $code
}
short() { sed -E 's/(age1[a-z0-9]{6})[a-z0-9]+/\1…/; s/([0-9a-f]{8})[0-9a-f]{24}/\1…/g'; }
at() { export PROVISO_TEST_CLOCK=$1; }

at 2026-11-25T10:00:00Z
step "1  Two agencies make their keys, and list each other's in a trust file"
recipient=$(proviso keys new identity fiu.identity)
fiu=$(proviso keys new signing fiu.key --name fiu.example/retention)
police=$(proviso keys new signing police.key --name police.example/disclosure)
proviso keys new keyring case.keyring --to "$(proviso keys new identity police.identity)" --to "$recipient" > fingerprint
printf 'terms,manifest  %s  police.example\ncertificate     %s  fiu.example\n' "$police" "$fiu" | tee trust.txt

step "2  police.example: $records records, a policy (redact/sample/policy.yaml), one record before and after"
sample-records "$records" > cases.ndjson
head -n 1 cases.ndjson | cut -c 1-360 | sed 's/$/ …/'
key=(--keyring case.keyring --identity police.identity)
redact --policy "$policy" "${key[@]}" --report report.json --summary -o own.ndjson cases.ndjson 2> summary.txt
head -n 1 own.ndjson
grep -E '^(records|rule|\$\.(subject\.(national_id|dob)|device\.ip) )' summary.txt
grep '^terms' "$policy"

step "3  police.example: seal it to fiu.example, on $PROVISO_TEST_CLOCK (set for this demonstration)"
started=$(date +%s%N)
proviso disclose seal --policy "$policy" "${key[@]}" --sender police.example --to "$recipient" \
    --sign police.key --case 26/114 --records cases --keep sent -o case-114.age cases.ndjson > sealed.txt
head -n 1 sealed.txt | short
milliseconds=$((($(date +%s%N) - started) / 1000000))
kibibytes() { echo "$(($(wc -c < "$1") / 1024)) KiB"; }
echo "  $(kibibytes cases.ndjson) of records, $(kibibytes case-114.age) sealed, $milliseconds ms"

step "4  fiu.example: look at it, open it, and have it registered for erasure in the same step"
proviso disclose inspect --identity fiu.identity --trust trust.txt case-114.age | tail -n +2 | short
proviso disclose open --identity fiu.identity --trust trust.txt --into case-114 --store retention.sqlite case-114.age \
    | head -n 1 | short
id=$(sed -n 's/^id: //p' case-114/terms.note)
{ head -n 25 cases.ndjson; sample-records --seed 8 25; } \
    | redact --policy "$policy" --keyring case.keyring --identity fiu.identity > fiu.ndjson
persons() { grep -o '"national_id":"[^"]*"' "$1" | sort -u; }
joined=$(comm -12 <(persons fiu.ndjson) <(persons case-114/cases.0001.ndjson) | wc -l)
echo "  fiu.example pseudonymizes 50 records of its own, half of them about the same persons:" \
    "$joined of $(persons fiu.ndjson | wc -l) pseudonyms join"

step "5  Ninety days pass, with a sweep in each month; a court wants the case kept"
hold=$(proviso retain hold --store retention.sqlite "$id" --reason "appeal 17/26" --authority court.example \
    --review-by 2027-06-01T00:00:00Z)
mkdir certificates
sweep() {
    proviso retain sweep --store retention.sqlite --sign fiu.key --as fiu.example --certificates certificates | short
}
for day in 2026-12-24 2027-01-23 2027-02-23; do
    at "${day}T10:05:00Z"
    sweep
done
proviso retain explain --store retention.sqlite "$id" | tail -n +2 | short

step "6  The court is done, and the next sweep erases what is due"
proviso retain release --store retention.sqlite "$hold" | short
sweep
[ ! -e case-114 ]
echo "  the folder case-114 is gone"

step "7  police.example checks the certificate against what it sent"
certificate=certificates/$id.certificate.note
sed -nE 's/^(issuer|addressee|due|erased-at|method|verification|backups):/  &/p' "$certificate"
proviso certificate verify --trust trust.txt --sent sent "$certificate" | tail -n 1
proviso disclose open --identity fiu.identity --trust trust.txt --into again case-114.age || true

step "8  The same package without Proviso: age, tar, b2sum"
if command -v age > /dev/null && command -v b2sum > /dev/null; then
    mkdir by-hand
    age -d -i fiu.identity case-114.age | tar -xf - -C by-hand
    cd by-hand
    sed -n 's/^member: \([^ ]*\) .* blake2b-256:\(.*\)/\2  \1/p' manifest.note > ../sums
    b2sum -l 256 --check ../sums | sed 's/^/  /'
else
    echo "  skipped: age or b2sum is not installed"
fi

printf '\n%s\n' "Try next: Examples/proviso/README.md, a misspelled word in the policy, make docs."
