#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test_lint_layers.sh [QT_INCLUDE_DIR]: lint_layers.sh must accept a clean tree and find each kind of fault.
set -euo pipefail

tools_dir="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
qt_include_dir="${1:-}"
tree="$(mktemp -d)"
trap 'rm -rf -- "$tree"' EXIT
failures=0

# A small tree without a fault.
plant() {
    rm -rf -- "${tree:?}"/*
    mkdir -p "$tree"/{core/base,core/topics,core/mqtt,ui/pages,app,tests/tools}
    printf '#pragma once\n#include <QString>\n#include <vector>\n' >"$tree/core/base/error.h"
    printf '#include "core/base/error.h"\n' >"$tree/core/base/error.cpp"
    printf '#pragma once\n#include "core/base/error.h"\n' >"$tree/core/topics/name.h"
    printf '#pragma once\n#include "core/topics/name.h"\n#include <QTcpSocket>\n' >"$tree/core/mqtt/client.h"
    printf '#pragma once\n#include "core/mqtt/client.h"\n#include <QWidget>\n' >"$tree/ui/pages/page.h"
    printf '#include "ui/pages/page.h"\n#include <QApplication>\n#include "main.moc"\n' >"$tree/app/main.cpp"
    printf '# none\n' >"$tree/tests/tools/long_files.txt"
    printf '%s\n' 'core/base:' 'core/topics: core/base' 'core/mqtt: core/topics' 'ui/pages:' \
        >"$tree/tests/tools/layers.txt"
}

long_text() { for ((i = 0; i < 401; i++)); do printf '// %d\n' "$i"; done; }

lint() { bash "$tools_dir/lint_layers.sh" "$tree" "$qt_include_dir" 2>&1; }

expect_clean() {
    local output
    if ! output="$(lint)"; then
        printf 'FAILED: %s: the tree is clean, but: %s\n' "$1" "$output"
        failures=$((failures + 1))
    fi
}

expect_finding() {
    local name="$1" wanted="$2" output status=0
    output="$(lint)" || status=$?
    if ((status != 1)) || [[ "$output" != *"$wanted"* ]]; then
        printf 'FAILED: %s: wanted "%s" and status 1, got status %d: %s\n' "$name" "$wanted" "$status" "$output"
        failures=$((failures + 1))
    fi
}

plant
expect_clean "clean tree"

for header in QtWidgets QtWidgets/QWidget QWidget QApplication QPixmap QPainter QColor qcolor.h QtCharts/QChart QLineSeries; do
    plant
    printf '#include <%s>\n' "$header" >>"$tree/core/mqtt/client.h"
    expect_finding "core includes <$header>" "core/mqtt/client.h:4: core/ must not include <$header>"
done

plant
printf '  #  include "QColor"\n' >>"$tree/core/base/error.cpp"
expect_finding "quoted Qt header" 'core/base/error.cpp:2: core/ must not include <QColor>'

plant
printf '#include "ui/pages/page.h"\n' >>"$tree/core/base/error.cpp"
expect_finding "core includes ui" 'core/base/error.cpp:2: core/ must not include ui/pages/page.h'

plant
printf '#pragma once\n' >"$tree/app/compose.h"
printf '#include "app/compose.h"\n' >>"$tree/ui/pages/page.h"
expect_finding "ui includes app" 'ui/pages/page.h:4: ui/ must not include app/compose.h'

plant
printf '#include "core/mqtt/client.h"\n' >>"$tree/core/base/error.h"
expect_finding "cycle of files" 'include cycle between files'

plant
printf '#pragma once\n' >"$tree/core/mqtt/types.h"
printf '#include "core/mqtt/types.h"\n' >>"$tree/core/base/error.cpp"
expect_finding "cycle of folders" 'include cycle between folders: core/mqtt -> core/topics -> core/base -> core/mqtt'

plant
printf '#include "error.h"\n' >>"$tree/core/base/error.cpp"
expect_finding "include without path" 'core/base/error.cpp:2: include "error.h" by its path'

plant
long_text >"$tree/ui/pages/long.cpp"
expect_finding "long file" 'ui/pages/long.cpp: 401 lines'
printf 'ui/pages/long.cpp a generated table\n' >>"$tree/tests/tools/long_files.txt"
expect_clean "long file with a reason"
printf 'ui/pages/long.cpp\n' >"$tree/tests/tools/long_files.txt"
expect_finding "long file without a reason" 'no reason is given'

plant
printf 'core/base/error.h was long\n' >>"$tree/tests/tools/long_files.txt"
expect_finding "outdated exception" 'is no longer too long'
printf 'core/base/gone.h was long\n' >"$tree/tests/tools/long_files.txt"
expect_finding "exception for nothing" 'there is no core/base/gone.h'

plant
mkdir -p "$tree/core/news"
printf '#pragma once\n' >"$tree/core/news/news.h"
expect_finding "unknown folder" 'core/news/news.h: the folder core/news is not in tests/tools/layers.txt'

plant
printf '#include "core/base/error.h"\n' >>"$tree/core/mqtt/client.h"
expect_finding "edge that is not in the table" 'core/mqtt/client.h:4: core/mqtt must not include core/base'

plant
mkdir -p "$tree/ui/charts"
printf '#pragma once\n' >"$tree/ui/charts/chart.h"
printf 'ui/charts:\n' >>"$tree/tests/tools/layers.txt"
expect_clean "a folder that the table knows"
printf '#include "ui/charts/chart.h"\n' >>"$tree/ui/pages/page.h"
expect_finding "edge between pages" 'ui/pages/page.h:4: ui/pages must not include ui/charts'

plant
printf 'core/gone: core/base\n' >>"$tree/tests/tools/layers.txt"
expect_finding "folder that is gone" 'there is no folder core/gone'

plant
printf 'ui/pages: ui/lost\n' >>"$tree/tests/tools/layers.txt"
expect_finding "edge to nowhere" 'ui/pages may include ui/lost, which is not in the table'

plant
rm "$tree/tests/tools/layers.txt"
if lint >/dev/null; then
    echo "FAILED: a tree without a table was accepted"
    failures=$((failures + 1))
fi

if ((failures > 0)); then
    exit 1
fi
echo "lint_layers.sh finds what it should."
