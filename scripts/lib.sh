# Shared by the scripts: where things are, what a machine needs, and stages that say their time. Sourced, not run.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '\033[1m%s\033[0m\n' "==> $*" >&2; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Runs a command as a named stage and prints how long it took.
stage() {
  local name=$1 began=$SECONDS
  shift
  say "$name"
  if "$@"; then
    say "$name: done in $((SECONDS - began)) s"
  else
    local status=$?
    say "$name: FAILED after $((SECONDS - began)) s"
    return "$status"
  fi
}

is_linux() { [ "$(uname -s)" = Linux ]; }

# Installs the Debian packages that are missing, saying which; elsewhere says what to install by hand.
need_packages() {
  is_linux || return 0
  local missing=() package
  if ! command -v dpkg-query >/dev/null; then
    printf 'Not a Debian system: docs/LINUX.md names the packages to install.\n' >&2
    return 0
  fi
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  say "installing Debian packages: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "Please install these packages as root, then run this again: ${missing[*]}"
    as_root=(sudo)
  fi
  ${as_root[@]+"${as_root[@]}"} apt-get update -qq </dev/null
  ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >&2
}

# What a window needs to be built and shown.
window_packages=(build-essential pkg-config libwebkit2gtk-4.1-dev librsvg2-dev)
# What driving a real window in a test needs on top.
desktop_test_packages=(webkit2gtk-driver xvfb xauth dbus dbus-x11 gnome-keyring)

need_rust() {
  command -v cargo >/dev/null || fail "Rust is missing. Install rustup (rustup.rs), then run this again; the toolchain of rust-toolchain.toml comes by itself."
  # Installs the pinned toolchain when it is not there yet; a no-op otherwise.
  if command -v rustup >/dev/null; then
    rustup show active-toolchain >/dev/null 2>&1 || {
      say "installing the Rust toolchain of rust-toolchain.toml"
      rustup toolchain install >&2
    }
  fi
}

need_node() {
  command -v node >/dev/null || fail "Node.js is missing. Install version 20.19 or newer, then run this again."
  node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)' ||
    fail "Node.js $(node --version) is too old: version 20.19 or newer is needed."
}

# Installs the front end's packages when the lock file is newer than what is installed.
need_node_modules() {
  need_node
  local stamp=ui/node_modules/.package-lock.json
  if [ ! -f "$stamp" ] || [ ui/package-lock.json -nt "$stamp" ]; then
    say "installing the front end's packages (npm ci)"
    npm --prefix ui ci --no-audit --no-fund >&2
  fi
}

# Installs a cargo tool from its locked sources when it is missing; minutes, once a machine.
need_cargo_tool() {
  local tool=$1 version=$2
  command -v "$tool" >/dev/null && return 0
  say "compiling $tool $version (once a machine, a few minutes)"
  cargo install --locked --quiet "$tool" --version "$version"
}

# Says early that the disk is too small, in GiB, instead of failing in the middle of a build; what is built already needs no room again.
need_room() {
  [ ! -d target/debug/deps ] || return 0
  local free
  free=$(($(df -Pk . | awk 'NR == 2 {print $4}') / 1024 / 1024))
  [ "$free" -ge "$1" ] || fail "About $1 GB of free disk are needed for a build, $free are free here. \`cargo clean\` in other checkouts makes room."
}

has_display() { ! is_linux || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }
