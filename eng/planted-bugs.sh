#!/usr/bin/env bash
# Builds the program with every planted bug compiled in (see eng/Planted.cs), turns one on at a time, and asks the
# simulation to find it within 200,000 steps. Prints one line a bug; fails when one is not found, or when the same build
# without a bug finds something.
#   eng/planted-bugs.sh [--whole] [NAME...]
# --whole hunts each in the whole world, where the model runs beside a simulated venue; what only odd reports of a venue
# show is not found there.
set -uo pipefail

program=planted-bugs
root=$(readlink -f "${BASH_SOURCE[0]}")
root=${root%/eng/*}
cd "$root" || exit 1
# shellcheck source=eng/build.sh
source eng/build.sh

steps_max=200000
seed_steps=2000
# What only a disk that crashes, a line that is cut, or a venue that answers badly can show.
declare -A story=(
  [ChecksumIgnored]=--whole
  [SyncForgotten]=--whole
  [GlobalKillStopsNothing]=--whole
  [SilenceTakenForRejection]=--whole
  [EntersUnderKill]=--whole
  [LastBlockNotRewritten]=--whole
  [PartialListTrusted]=--rounds
)
everywhere=
if [[ ${1:-} == --whole ]]; then
  everywhere=--whole
  shift
fi
output="$artifacts/planted"
planted="$output/bin/Truefill.Cli/release/truefill"

require_sdk
mkdir -p "$artifacts"
log="$artifacts/planted-bugs.log"
: > "$log"
if ! run_logged "$log" "building with planted bugs" "$dotnet" build src/Truefill.Cli/Truefill.Cli.csproj \
  --configuration Release --verbosity minimal -p:PlantedBugs=true -p:RunAnalyzers=false --artifacts-path "$output"; then
  cat "$log" >&2
  exit 1
fi

# hunt NAME SEEDS: prints after how many steps it showed, and how. Fails when it did not.
hunt() {
  local mode=() answer verdict steps
  [[ -z $1 || -z ${story[$1]:-} ]] || mode=("${story[$1]}")
  [[ -z $everywhere ]] || mode=("$everywhere")
  answer=$(PLANTED_BUG=$1 DOTNET_TieredCompilation=0 "$planted" sim "${mode[@]}" --seed 1 \
    --seeds "$2" --steps $seed_steps --until-found 2>&1)
  read -r verdict _ _ steps _ < <(sed -n 2p <<< "$answer")
  printf '%-26s %-10s %7s steps  %.110s\n' "${1:-none}" "${verdict:-?}" "${steps:-?}" "$(sed -n 3p <<< "$answer")"
  [[ $verdict == divergence ]]
}

names=("$@")
if [[ ${#names[@]} == 0 ]]; then
  mapfile -t names < <(sed -nE 's/^    ([A-Z][A-Za-z]+),$/\1/p' eng/Planted.cs | grep -v '^None$')
fi
missed=0
for name in "${names[@]}"; do
  hunt "$name" $((steps_max / seed_steps)) || missed=$((missed + 1))
done
if hunt "" 10; then
  say "without a bug the same build finds something"
  missed=$((missed + 1))
fi
echo "${#names[@]} bugs, $missed missed"
[[ $missed == 0 ]]
