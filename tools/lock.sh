#!/usr/bin/env bash
# Remakes the hashed locks in requirements/ from pyproject.toml.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
  .uv/bin/uv pip compile --quiet --upgrade --python-version 3.10 --generate-hashes --no-annotate --no-header \
    --no-emit-index-url --override requirements/overrides.txt "$@"
}

compile pyproject.toml -o requirements/runtime.txt
compile pyproject.toml --extra test -c requirements/runtime.txt -o requirements/test.txt
compile --group pyproject.toml:encoder -o requirements/encoder.txt
