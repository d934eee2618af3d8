# Read by ./test, which set $root and $artifacts first. Only tests and work on the dashboard need Node: its build is
# committed, so that building and running Truefill do not.

node_version=22.23.3
# What the dashboard's tools ask for.
node_oldest=20.19

node_is_new_enough() {
  local found
  found=$("$1" --version 2> /dev/null) || return 1
  [[ $(printf '%s\n' "$node_oldest" "${found#v}" | sort -V | head -n 1) == "$node_oldest" ]]
}

# Puts a Node that is new enough on the PATH: the machine's, else the one that npm's package "node" brings.
require_node() {
  local log=$1 own="$artifacts/node"
  if node_is_new_enough node; then return 0; fi
  if ! node_is_new_enough "$own/node_modules/node/bin/node"; then
    run_logged "$log" "installing Node" npm install --prefix "$own" --no-audit --no-fund "node@$node_version" || return 1
  fi
  PATH="$own/node_modules/node/bin:$PATH"
  node_is_new_enough node
}

# npm ci, unless the packages of this very lock file are there already.
npm_install() {
  local folder=$1 log=$2 stamp lock
  stamp="$folder/node_modules/.installed"
  lock=$(sha256sum < "$folder/package-lock.json")
  if [[ -f $stamp && $(< "$stamp") == "$lock" ]]; then return 0; fi
  run_logged "$log" "installing npm packages" npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund || return 1
  printf '%s' "$lock" > "$stamp"
}
