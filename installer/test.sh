#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test.sh: builds the preset "test" and runs all tests; ends with the status of ctest.
# CTEST_ARGS is handed to ctest, for example CTEST_ARGS="-R harper".
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
# shellcheck disable=SC2119 # no programs but those of the preset
prepare_tests
HARPERDB_VERSION=4.4.18 bash installer/local-harperdb.sh install

read -r -a ctest_args <<<"${CTEST_ARGS:-}"
exec ctest --preset test "${ctest_args[@]}"
