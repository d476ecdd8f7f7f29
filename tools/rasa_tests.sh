#!/usr/bin/env bash
# Rasa's own checks: the data without a warning, and the end-to-end stories in tests/stories.
set -euo pipefail
cd "$(dirname "$0")/.."

report=$(mktemp -d)
trap 'rm -rf "$report"' EXIT

if ! .venv/bin/python -m rasa data validate >"$report/validate.log" 2>&1 ||
  grep -q "UserWarning" "$report/validate.log"; then
  grep -A2 -E "UserWarning|Error" "$report/validate.log" >&2
  echo "rasa data validate found something; see above." >&2
  exit 1
fi
echo "rasa data validate: no warning"

TQDM_DISABLE=1 .venv/bin/python -m rasa test core --model models/attachment-guide.tar.gz \
  --stories tests/stories --out "$report" --fail-on-prediction-errors >"$report/stories.log" 2>&1 || {
  cat "$report/failed_test_stories.yml" >&2 || tail -n 30 "$report/stories.log" >&2
  echo "The stories above did not go as written." >&2
  exit 1
}
echo "rasa test: all stories in tests/stories go as written"
