#!/usr/bin/env bash
# Times `verbatim` beside other tools on one CSV: benches/compare/run.sh [FILE]. Without a file, MB megabytes are generated.
#
# RUNS=5 rounds, each tool once a round, so that what the machine does meanwhile falls on all; a tool that takes more
# than LONG=60 s is run once, one that takes more than LIMIT=1800 s is stopped. MB=50 and SEED=1 choose the generated
# corpus, RESULT the file of raw numbers (by default in benches/runs/), TOOLS=installed forbids to install anything,
# PROFILE=quick builds faster and measures nothing that counts.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
file=${1:+$(realpath "$1")}
cd "$here/../.."
runs=${RUNS:-5} long=${LONG:-60} limit=${LIMIT:-1800}
target=${CARGO_TARGET_DIR:-target}
tools=$target/tools
profile=${PROFILE:-release}
verbatim=$target/$profile/verbatim
python=$tools/venv/bin/python
xan=$tools/xan/bin/xan
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { echo "$*" >&2; }

# What is timed and what is missing.
names=() commands=()
contender() { names+=("$1") commands+=("$2"); }
skip() { say "skipped: $*"; }

install_xan() {
    [ -x "$xan" ] && return
    [ "${TOOLS:-}" != installed ] && say "installing xan, once" &&
        cargo install xan --locked --quiet --root "$tools/xan" --target-dir "$tools/build" >&2
}

# pip_has IMPORT PACKAGE...: whether Python can import it, after an attempt to install it.
pip_has() {
    local import=$1 && shift
    "$python" -c "import $import" 2>/dev/null && return
    [ "${TOOLS:-}" != installed ] && "$python" -m pip install --quiet "$@" >&2 && "$python" -c "import $import" 2>/dev/null
}

cargo build --profile "$profile" --quiet
if [ -z "$file" ]; then
    file=$work/corpus.csv
    cargo run --profile "$profile" --quiet --example generate-corpus -- "${MB:-50}" "$file" "${SEED:-1}"
fi
analyze="'$verbatim' analyze '$file' --only tables --quiet --force --out '$work/rapport'"
eval "$analyze"
[ -x "$python" ] || python3 -m venv "$tools/venv" || true
[ -x "$python" ] || { say "no Python with venv: nothing can read run.json"; exit 1; }
{ read -r column; read -r delimiter; read -r encoding; read -r n_read; read -r n_analysed; } \
    < <("$python" "$here/pipeline.py" column "$work/rapport/run.json")
case $encoding in UTF-8) ;; *) say "the other tools read UTF-8 only, and this file is $encoding"; exit 1 ;; esac

py() { echo "'$python' '$here/pipeline.py' $1 '$file' '$column' '$delimiter'"; }
contender "verbatim analyze --only tables" "$analyze"
contender "wc -w" "wc -w <'$file'"
if install_xan; then
    cut_words="'$xan' tokenize words -d '$delimiter' -p '$column' '$file'"
    contender "xan tokenize words -p" "$cut_words"
    contender "xan tokenize words -p, then xan vocab token" "$cut_words | '$xan' vocab token"
else
    skip "xan (cargo install failed)"
fi
stems= tones=
pip_has Stemmer PyStemmer && pip_has sklearn scikit-learn && stems=yes &&
    contender "Python: PyStemmer + CountVectorizer" "$(py words)" || skip "PyStemmer and scikit-learn"
pip_has vaderSentiment_fr vaderSentiment-fr && tones=v && contender "Python: VADER-fr" "$(py vader)" || skip "VADER-fr"
pip_has textblob_fr textblob textblob-fr && tones=${tones}t &&
    contender "Python: TextBlob-fr" "$(py textblob)" || skip "TextBlob-fr"
[ "$stems$tones" = yesvt ] && contender "Python: the three, one after the other" "$(py pipeline)"
pip_has spacy spacy && contender "spaCy, blank French tokenizer" "$(py spacy)" || skip "spaCy"

bytes=$(stat -c %s "$file")
result=${RESULT:-benches/runs/$(date +%F)-compare.tsv}
{
    echo "# $(date +%F), $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $bytes bytes, $n_read rows, load $(cut -d' ' -f1 /proc/loadavg)"
    printf 'tool\tround\twall_s\tuser_s\tpeak_kB\tstatus\n'
} >"$result"
declare -A once
for round in $(seq "$runs"); do
    for i in "${!names[@]}"; do
        [ -n "${once[$i]:-}" ] && continue
        say "round $round of $runs: ${names[$i]}"
        status=0
        /usr/bin/time -q -f '%e %U %M' -o "$work/time" timeout "$limit" \
            bash -o pipefail -c "${commands[$i]}" >"$work/out.$i" 2>"$work/err" || status=$?
        read -r wall user peak <"$work/time"
        printf '%s\t%s\t%s\t%s\t%s\t%s\n' "${names[$i]}" "$round" "$wall" "$user" "$peak" "$status" >>"$result"
        [ "$status" = 0 ] || { say "  failed ($status): $(tail -n 1 "$work/err")"; once[$i]=1; }
        awk "BEGIN { exit !($wall > $long) }" && once[$i]=1
    done
done

# Medians of the runs that ended well, and how many times the time of `verbatim` each is.
median() {
    awk -F'\t' -v tool="$1" -v column="$2" '$1 == tool && $6 == 0 { print $column }' "$result" | sort -n |
        awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
own=$(median "${names[0]}" 3)
printf '\n| tool | runs | median s | MB/s | peak MB | times verbatim |\n|---|---|---|---|---|---|\n'
for name in "${names[@]}"; do
    wall=$(median "$name" 3)
    [ -n "$wall" ] || { echo "| $name | 0 | failed or stopped after $limit s | | | |"; continue; }
    n=$(awk -F'\t' -v tool="$name" '$1 == tool && $6 == 0' "$result" | wc -l)
    awk -v name="$name" -v n="$n" -v wall="$wall" -v own="$own" -v bytes="$bytes" -v peak="$(median "$name" 5)" 'BEGIN {
        printf "| %s | %d | %.2f | %s | %.0f | %.2f |\n", name, n, wall, wall ? sprintf("%.1f", bytes / 1e6 / wall) : "", peak / 1e3, own ? wall / own : 0 }'
done

# Totals: rows are the same thing for all; words are cut by other rules, so that they are near and not equal.
bad=0
same_rows() {
    if [ "$2" = "$n_read" ]; then echo "rows: $1 $2, as verbatim"; else echo "rows: $1 $2, verbatim $n_read: NOT THE SAME"; bad=1; fi
}
echo
[ "$(tail -n +2 "$work/rapport/verbatims.csv" | wc -l)" -ge "$n_analysed" ] || { echo "rows: verbatims.csv is short"; bad=1; }
same_rows Python "$(eval "$(py rows)" | cut -f1)"
[ -x "$xan" ] && same_rows xan "$("$xan" count -d "$delimiter" "$file")"
words=()
[ -x "$xan" ] && words+=("$(eval "$cut_words" | "$xan" vocab corpus | "$xan" select token_count | tail -n 1) xan")
for i in "${!names[@]}"; do
    case ${names[$i]} in
        "wc -w") words+=("$(cat "$work/out.$i") wc -w, all columns, between blanks") ;;
        *CountVectorizer | spaCy*) [ -s "$work/out.$i" ] && words+=("$(cut -f2 "$work/out.$i") ${names[$i]}") ;;
    esac
done
printf 'words: %s\n' "${words[@]}"
printf '%s\n' "${words[@]}" | awk '$2 != "wc" { if (!min || $1 < min) min = $1; if ($1 > max) max = $1 }
    END { if (min && max > 1.35 * min) { print "words: more than a third apart, NOT THE SAME TEXT?"; exit 1 } }' || bad=1
echo "raw numbers: $result"
exit "$bad"
