#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.sh: builds the preset "fuzz" and looks for inputs that break what is in tests/fuzz, one target after the other;
# renews the table of tests/fuzz/RESULTS.md. Ends with 1 where something was found.
#   FUZZ_SECONDS  for each target, 60 where it is not given
#   FUZZ_TARGETS  some of them, for example "topics packs"; all where it is not given
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
bash installer/build.sh fuzz
exec node tests/fuzz/run.mjs build/fuzz --seconds "${FUZZ_SECONDS:-60}" --targets "${FUZZ_TARGETS:-}"
