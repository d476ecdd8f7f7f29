#!/usr/bin/env bash
# Remakes the hashed locks in requirements/ from pyproject.toml.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
  .uv/bin/uv pip compile --quiet --upgrade --python-version 3.10 --generate-hashes --no-annotate --no-header \
    --no-emit-index-url --override requirements/overrides.txt "$@"
}
without_tensorflow=(--override requirements/without-tensorflow.txt)

# First, since the others take over its versions: what is measured beside Rasa's pipeline is Rasa, but for TensorFlow.
compile pyproject.toml --extra stock -o requirements/stock.txt
compile pyproject.toml "${without_tensorflow[@]}" -c requirements/stock.txt -o requirements/runtime.txt
compile pyproject.toml --extra test "${without_tensorflow[@]}" -c requirements/runtime.txt -o requirements/test.txt
compile --group pyproject.toml:encoder -o requirements/encoder.txt
