# What scripts/run, scripts/test, scripts/pin and scripts/screenshots share. Sourced by them, never run.
# shellcheck shell=bash

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
VENV=$ROOT/.venv

# stop MESSAGE...: say what is wrong and what helps, one line each, and end.
stop() {
  printf '%s\n' "$@" >&2
  exit 1
}

# find_python: print a Python that is new enough.
find_python() {
  local candidate
  for candidate in ${SESSIONRUNNER_PYTHON:+"$SESSIONRUNNER_PYTHON"} python3 python3.{11..19}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  stop "sessionrunner needs Python 3.11 or newer, and there is none on this machine's PATH." \
    "Install it (Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python)," \
    "or name one: SESSIONRUNNER_PYTHON=/path/to/python3.12 $0"
}

# make_venv: see to it that .venv holds a Python that runs, new enough, with pip.
make_venv() {
  local python
  if "$VENV/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    return
  fi
  python=$(find_python)
  "$python" -c 'import ensurepip, venv' 2>/dev/null || stop \
    "Python's venv module is missing, so its packages cannot be kept apart from the system's." \
    "Install it (Debian and Ubuntu: apt-get install python3-venv) and run the same command again."
  echo "Making a place for its packages in .venv ..." >&2
  "$python" -m venv --clear "$VENV" || stop "The virtual environment .venv could not be made; the lines above say why."
}

# fingerprint: one line that changes when what is installed would have to change, or when the folder was moved.
fingerprint() {
  (cd "$ROOT" && "$VENV/bin/python" - pyproject.toml constraints.txt package-lock.json hatch_build.py) <<'PYTHON'
import hashlib, pathlib, sys

digest = hashlib.sha256(repr((sys.version, str(pathlib.Path.cwd()))).encode())
for name in sys.argv[1:]:
    digest.update(pathlib.Path(name).read_bytes())
print(digest.hexdigest())
PYTHON
}

# narrate: of what pip says, tell what it is doing, in a line now and then. What goes wrong it says on stderr itself.
narrate() {
  local line count=0
  while IFS= read -r line; do
    case $line in
    *Collecting\ *)
      count=$((count + 1))
      ((count % 10)) || echo "  $count packages found ..."
      ;;
    *"Preparing editable metadata"*started*) echo "  Finding the packages it needs ..." ;;
    *"Building editable"*started*) echo "  Fetching the libraries of its pages, and building ..." ;;
    *"Installing collected packages"*) echo "  Installing $(wc -w <<<"${line#*: }" | tr -d ' ') packages ..." ;;
    *"Successfully installed"*) echo "  Done." ;;
    esac
  done
}

# install WHAT: put the package, editable, with its extra WHAT ("" for none) into .venv, unless it is there already.
install() {
  local extra=$1 stamp=$VENV/sessionrunner-installed${1:+-$1} wanted
  make_venv
  wanted=$(fingerprint)
  if [[ -f $ROOT/static/vendor/stamp && -f $stamp && $(<"$stamp") == "$wanted" ]]; then
    return
  fi
  echo "Setting up sessionrunner in .venv: this takes a minute or two, and only this once." >&2
  "$VENV/bin/python" -m pip install --disable-pip-version-check --no-color --progress-bar off \
    --constraint "$ROOT/constraints.txt" --editable "$ROOT${extra:+[$extra]}" | narrate >&2 || stop \
    "sessionrunner could not be installed; the lines above say why. Most often the package index could not be" \
    "reached: connect this machine to the internet and run the same command again."
  printf '%s\n' "$wanted" | tee "$stamp" >"$VENV/sessionrunner-installed"
}

# find_browser: print a Chromium that is installed, or fail.
find_browser() {
  local candidate
  for candidate in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    command -v -- "$candidate" && return
  done
  command -v -- "$(playwright_browser)"
}

# playwright_browser: print where Playwright keeps the browser it downloads, whether or not it has.
playwright_browser() {
  "$VENV/bin/python" - <<'PYTHON'
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
PYTHON
}

install_browser() {
  echo "Installing a browser ..." >&2
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium-headless-shell; } >&2 \
      && return
  fi
  "$VENV/bin/playwright" install chromium >&2
}

# need_browser: see to it that SESSIONRUNNER_CHROMIUM names a browser.
need_browser() {
  local browser=${SESSIONRUNNER_CHROMIUM:-}
  [[ -z $browser ]] || command -v -- "$browser" >/dev/null || stop \
    "SESSIONRUNNER_CHROMIUM names $browser, which is no program that can be run."
  [[ -n $browser ]] || browser=$(find_browser) || { install_browser && browser=$(find_browser); } || stop \
    "A browser is needed and could neither be found nor installed." \
    "Install Chromium (Debian: apt-get install chromium-headless-shell; macOS: Google Chrome) and run this again," \
    "or name one: SESSIONRUNNER_CHROMIUM=/path/to/chromium $0"
  export SESSIONRUNNER_CHROMIUM=$browser
}
