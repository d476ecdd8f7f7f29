#!/usr/bin/env bash
# Makes sure that the browser tests have a Chromium and the chat window's tools: what is there, or else installed.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null &&
  ! ls ~/.cache/ms-playwright/chromium-* >/dev/null 2>&1; then
  echo "No Chromium on this machine yet; installing one for the browser tests"
  if command -v apt-get >/dev/null && as_root true 2>/dev/null; then
    as_root apt-get update -qq && as_root apt-get install -y -qq chromium >/dev/null
  else
    .venv/bin/python -m playwright install chromium || {
      echo "Install Chromium (or Chrome) so that it is on PATH, then run this again." >&2
      exit 1
    }
  fi
fi

bash tools/web_install.sh
