#!/usr/bin/env bash
# Installs the development tools of the chat window in web/node_modules; does nothing when they are up to date.
set -euo pipefail
cd "$(dirname "$0")/../web"

command -v npm >/dev/null || {
  echo "Node.js 18.18 or later with npm is needed to check the chat window's code and bundle (Debian: apt install npm)." >&2
  exit 1
}

# A copy of the lockfile tells what is installed: it holds offline, and whatever the files' times are.
installed=node_modules/.installed-lock.json
cmp -s package-lock.json "$installed" || {
  npm ci --ignore-scripts --no-progress --loglevel=error
  cp package-lock.json "$installed"
}
