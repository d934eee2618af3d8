# Read by ./truefill and ./test, which set $root first. Everything here is about building; nothing prints to stdout.

# What the build reads. A file that gets embedded in the program belongs under one of these.
build_inputs=(src eng global.json Directory.Build.props Directory.Packages.props NuGet.config dashboard/dist)
artifacts="$root/artifacts"
app_output="$root/src/Truefill.Cli/bin/Release/net10.0"
app_precompiled="$root/src/Truefill.Cli/obj/Release/net10.0/precompiled"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1

say() { printf '%s: %s\n' "$program" "$*" >&2; }

require_linux_x64() {
  if [[ $OSTYPE != linux* || $HOSTTYPE != x86_64 ]]; then
    say "runs on Linux x86-64 only; this is $OSTYPE on $HOSTTYPE."
    exit 1
  fi
}

# Finds the .NET installation, also when it is not on the PATH, so that the built program finds it too.
find_dotnet() {
  local candidate
  for candidate in "$(type -P dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet" \
    /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet; do
    [[ -x $candidate ]] || continue
    [[ ! -L $candidate ]] || candidate=$(readlink -f "$candidate")
    compgen -G "${candidate%/*}/shared/Microsoft.AspNetCore.App/10.0.*" > /dev/null || continue
    dotnet=$candidate
    export DOTNET_ROOT=${candidate%/*}
    return 0
  done
  return 1
}

require_sdk() {
  if find_dotnet && compgen -G "$DOTNET_ROOT/sdk/10.0.*" > /dev/null; then return 0; fi
  cat >&2 << 'MISSING'
The .NET 10 SDK is needed to build Truefill, and it is not on this machine. Either
  Ubuntu, or Debian with Microsoft's package source:   sudo apt-get install dotnet-sdk-10.0
  any other Linux, into ~/.dotnet, without root:       curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0
and then run the same command again. ~/.dotnet is found without changing the PATH.
MISSING
  exit 1
}

# One short name for the state of all inputs: path, size and time of each. No file is read, so it costs milliseconds.
inputs_fingerprint() {
  local sum
  sum=$(cd "$root" && find "${build_inputs[@]}" \( -name obj -o -name bin \) -prune -o -type f -printf '%p %s %T@\n' \
    2> /dev/null | LC_ALL=C sort | sha256sum)
  printf '%s' "${sum:0:16}"
}

# Everything that writes under obj/ and bin/ holds this lock. Descriptor 9 is closed for children: a compiler server
# that outlives the build must not keep it.
lock_build() {
  if ! type -P flock > /dev/null; then
    say "needs the command flock: sudo apt-get install util-linux"
    exit 1
  fi
  mkdir -p "$artifacts"
  exec 9> "$artifacts/build.lock"
  if ! flock -n 9; then
    [[ ! -t 2 ]] || say "another build is running, waiting for it"
    flock 9
  fi
}

unlock_build() { exec 9>&-; }

# run_logged LOG LABEL COMMAND...: output goes to LOG only; on a terminal a line says that it is still alive.
run_logged() {
  local log=$1 label=$2 started=$SECONDS ticker="" status=0
  shift 2
  if [[ -t 2 ]]; then
    (
      trap 'exit 0' TERM
      while sleep 1; do printf '\r\033[K%s: %s (%d s)' "$program" "$label" $((SECONDS - started)) >&2; done
    ) 9>&- < /dev/null > /dev/null &
    ticker=$!
  fi
  "$@" >> "$log" 2>&1 < /dev/null 9>&- || status=$?
  if [[ -n $ticker ]]; then
    kill "$ticker" 2> /dev/null || true
    wait "$ticker" 2> /dev/null || true
    printf '\r\033[K' >&2
  fi
  return $status
}
