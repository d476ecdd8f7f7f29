#!/usr/bin/env bash
# Checks the chat window's code in web/: eslint, prettier and the types.
set -euo pipefail
cd "$(dirname "$0")/.."

bash tools/web_install.sh
npm --prefix web run --silent lint
