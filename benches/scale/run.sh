#!/usr/bin/env bash
# Time and peak memory of `analyze --only tables` as the corpus grows: benches/scale/run.sh [MB...], by default 50 300 3000.
#
# Each size is generated, run RUNS=3 times with each of THREADS="1 2", and removed. Writes benches/runs/<date>-scale.tsv
# and, beside it, a picture (.svg); RESULT names another place. A size that the disk has no room for is skipped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
sizes=("${@:-50 300 3000}")
read -ra sizes <<<"${sizes[*]}"
read -ra threads <<<"${THREADS:-1 2}"
runs=${RUNS:-3} profile=${PROFILE:-release}
target=${CARGO_TARGET_DIR:-target}/$profile
result=${RESULT:-benches/runs/$(date +%F)-scale.tsv}
cargo build --profile "$profile" --quiet --bin verbatim --example generate-corpus
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
    echo "# $(date +%F), $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), analyze --only tables, generated corpus, seed ${SEED:-1}"
    printf 'MB\tthreads\trun\twall_s\tuser_s\tpeak_kB\n'
} >"$result"
for size in "${sizes[@]}"; do
    # The corpus, a report that is longer than it, and the report of the run before until it is replaced.
    free=$(df --output=avail -B 1M "$work" | tail -n 1)
    if ((free < size * 6)); then
        echo "skipped: $size MB wants $((size * 6)) MB of disk, $free are free" >&2
        continue
    fi
    "$target/examples/generate-corpus" "$size" "$work/corpus.csv" "${SEED:-1}"
    for run in $(seq "$runs"); do
        for n in "${threads[@]}"; do
            rm -rf "$work/rapport"
            /usr/bin/time -f '%e %U %M' -o "$work/time" "$target/verbatim" analyze "$work/corpus.csv" \
                --out "$work/rapport" --only tables --quiet --threads "$n"
            read -r wall user peak <"$work/time"
            printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$size" "$n" "$run" "$wall" "$user" "$peak" | tee -a "$result"
        done
    done
    rm -rf "$work/corpus.csv" "$work/rapport"
done
if command -v python3 >/dev/null; then
    python3 "$here/plot.py" "$result" "${result%.tsv}.svg"
else
    echo "skipped: the picture wants Python" >&2
fi
echo "raw numbers: $result"
