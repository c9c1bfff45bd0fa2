#!/usr/bin/env bash
# Breaks runs in ways that a test suite may not, and counts what is left:
# benches/reliability/run.sh [PROGRAM [EXPERIMENT...]].
# Needs Linux, strace and no rights: file systems are mounted in a namespace of its own.
# Each line tells, after how many runs, how often the folder held the old report, the new one, or anything else; and
# how often the exit code lied.
set -uo pipefail
cd "$(dirname "$0")/../.."
[[ $# -gt 0 ]] || set -- target/release/verbatim
program=$(realpath "$1")
[[ ${IN_NAMESPACE:-} ]] ||
    IN_NAMESPACE=1 exec unshare --user --map-root-user --mount bash benches/reliability/run.sh "$program" "${@:2}"

place=$(mktemp -d)
trap 'umount "$place" 2>/dev/null; rm -rf "$place" "$exports"' EXIT
exports=$(mktemp -d)
cp data/avis-exemple.csv "$exports/old.csv"
head -n 300 data/avis-exemple.csv >"$exports/new.csv"
report=$place/rapport

analyze() { "$program" analyze "$1" --out "$report" --quiet; }
before() { rm -rf "$place"/.rapport.verbatim && analyze "$exports/old.csv"; }

# Which report stands there, whole to the last byte.
state() {
    "$program" verify "$report" >"$exports/told" 2>&1 || { echo other; return; }
    if grep -q '"file": "old.csv"' "$report/run.json"; then echo old; else echo new; fi
}

# count CODE: looks at what a run left, and whether its exit code tells.
begin() { runs=0 old=0 new=0 other=0 lies=0; before; }
count() {
    local found
    found=$(state)
    runs=$((runs + 1))
    declare -g "$found=$((${!found} + 1))"
    # A killed run may have done its work; a run that tells success has, and one that tells failure has not.
    if [[ $1 == 0 && $found != new ]] || [[ $1 == 2 && $found == new ]]; then lies=$((lies + 1)); fi
}
result() { printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$runs" "$old" "$new" "$other" "$lies"; }

# Kills at the n-th call of a kind, in any thread, for each n until the run ends by itself.
kill_at_each() {
    local call=$1 n code
    # The shell tells each kill.
    exec 3>&2 2>/dev/null
    for n in $(seq 1 2000); do
        [[ $(state) == old ]] || before
        strace -f -o /dev/null -e trace="$call" -e inject="$call":signal=SIGKILL:when="$n" \
            "$program" analyze "$exports/new.csv" --out "$report" --quiet
        code=$?
        [[ $code == 0 ]] && break
        count "$code"
    done
    exec 2>&3
}

killed_at_each_call() {
    begin
    for call in mkdir openat write flock ftruncate close renameat2 rename unlink unlinkat rmdir; do
        kill_at_each "$call"
    done
    result "SIGKILL at each call that opens, writes, closes, locks, renames or removes"
}

# Without the exchange, what a run killed between its two renames took away is given back by the next run, whatever
# becomes of that one: here it finds no room.
killed_between_renames() {
    local n code
    begin
    exec 3>&2 2>/dev/null
    for n in 1 2 3 4; do
        before
        strace -f -o /dev/null -e trace=rename,renameat2 -e inject=renameat2:error=EINVAL \
            -e inject=rename:signal=SIGKILL:when="$n" \
            "$program" analyze "$exports/new.csv" --out "$report" --quiet
        code=$?
        (trap '' XFSZ; ulimit -f 1; analyze "$exports/new.csv" 2>/dev/null)
        count "$code"
    done
    exec 2>&3
    result "no exchange of folders, SIGKILL at each rename, then a run that fails"
}

full_disk() {
    local size code
    mount -t tmpfs -o size=64m none "$place"
    begin
    for size in $(seq 1000 10 2100); do
        [[ $(state) == old ]] || before
        mount -o remount,size="${size}k" "$place" 2>/dev/null || continue
        analyze "$exports/new.csv" 2>/dev/null
        code=$?
        mount -o remount,size=64m "$place"
        count "$code"
    done
    result "a disk with less and less short of room"
    begin
    mount -o remount,ro "$place"
    for _ in 1 2 3; do
        analyze "$exports/new.csv" 2>/dev/null
        count $?
    done
    result "a read-only file system"
    umount "$place"
}

changing_input() {
    local n code change
    begin
    for n in $(seq 1 60); do
        [[ $(state) == old ]] || before
        for _ in $(seq 30); do cat "$exports/new.csv"; done >"$exports/moving.csv"
        change=$((n % 2))
        (
            sleep "0.$(printf '%03d' $((n * 8)))"
            if [[ $change == 0 ]]; then truncate -s 2000000 "$exports/moving.csv"; else cat "$exports/new.csv" >>"$exports/moving.csv"; fi
        ) &
        analyze "$exports/moving.csv" 2>"$exports/why"
        code=$?
        wait
        count "$code"
    done
    result "an export cut or lengthened at some moment of the run"
}

stopped() {
    local n code
    begin
    for n in $(seq 1 100); do
        [[ $(state) == old ]] || before
        "$program" analyze "$exports/new.csv" --out "$report" --quiet 2>/dev/null &
        sleep "0.$(printf '%03d' $((n * 4)))"
        kill -TERM $! 2>/dev/null
        wait $!
        code=$?
        # A stopped run that is not yet done has thrown away what it built.
        [[ -e $place/.rapport.verbatim ]] && code=0
        count "$code"
    done
    result "SIGTERM at some moment of the run"
}

together() {
    local n pids pid code
    begin
    for n in $(seq 1 20); do
        before
        pids=()
        for _ in 1 2 3 4 5 6 7 8; do
            analyze "$exports/new.csv" 2>/dev/null &
            pids+=($!)
        done
        for pid in "${pids[@]}"; do
            wait "$pid"
            code=$?
            [[ $code == 0 || $code == 2 ]] || lies=$((lies + 1))
        done
        count 0
    done
    result "eight runs at once on one folder"
}

printf 'what\truns\told\tnew\tother\tlies\n'
shift
[[ $# -gt 0 ]] || set -- killed_at_each_call killed_between_renames full_disk changing_input stopped together
for experiment in "$@"; do "$experiment"; done
