#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshots.sh: pictures of every page, light and dark, of a real instance into build/screenshots; those
# that the README shows are replaced in resources/screenshots.
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

cd -- "$project_dir"
folder=$project_dir/build/screenshots
mkdir -p -- "$folder"
SYSPULSE_SCREENSHOTS=$folder CTEST_ARGS="-R ^tst_(window|manyinstances|alertchanneldialogs)\$" bash installer/test.sh

for shown in resources/screenshots/*.png; do
    name=${shown##*/}
    # A picture made for the purpose comes first, then that of the page of the live instance.
    for made in "$folder/$name" "$folder/live-$name"; do
        if [[ -f $made ]]; then
            cp -- "$made" "$shown"
            echo "$shown"
            break
        fi
    done
done
echo "All pictures: $folder"
