#!/usr/bin/env bash
# Everything that has to hold: content, style, and all tests. Fast parts first.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "Content (make check)"
.venv/bin/python -m tools.check

step "Style and types"
make --no-print-directory lint

step "Training, when the model is out of date"
.venv/bin/python -m tools.train

step "Recall and specificity of the risk detector (make safety)"
.venv/bin/python -m evaluation.safety --brief

step "Rasa's own checks and end-to-end stories"
bash tools/rasa_tests.sh

step "Tests"
bash tools/browser.sh
.venv/bin/python -m pytest "$@"
