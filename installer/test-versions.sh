#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-versions.sh: the tests whose outcome depends on HarperDB, with further versions of it than `make test` uses. Goes
# through all versions and ends with 1 when a test failed with one of them.
# VERSIONS and CTEST_ARGS choose, for example VERSIONS=4.7.26 CTEST_ARGS="-R tst_tree".
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
read -r -a versions <<<"${VERSIONS:-4.7.19 4.7.26}"
read -r -a ctest_args <<<"${CTEST_ARGS:--R ^tst_(exactness|readme|sessions|setup|statetables|totals|tree|upgrade)$}"

bash installer/build.sh test
export SYSPULSE_HARPERDB="${SYSPULSE_HARPERDB:-$harperdb_package}"
failed=()
for version in "${versions[@]}"; do
    HARPERDB_VERSION="$version" bash installer/local-harperdb.sh install
    say "The tests with HarperDB $version:"
    SYSPULSE_TEST_VERSION="$version" ctest --preset test "${ctest_args[@]}" || failed+=("$version")
done
((${#failed[@]} == 0)) || die "Tests failed with HarperDB ${failed[*]}."
