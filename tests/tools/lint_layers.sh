#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# lint_layers.sh [SOURCE_DIR [QT_INCLUDE_DIR]]: what the compiler does not notice about the layers.
#   - core/ includes nothing of ui/ or app/ and no header of a Qt module that draws; ui/ nothing of app/
#   - project headers are included by their path from the source folder
#   - a folder of core/ or ui/ stands in layers.txt and includes only the folders that it may include there
#   - includes form no cycle, neither between files nor between folders
#   - no file is longer than 400 lines, but those in long_files.txt, each with its reason
# Prints one line for each finding and ends with 1 when there are any. Needs bash, find and awk only.
set -euo pipefail

source_dir="${1:-$(dirname -- "${BASH_SOURCE[0]}")/../..}"
qt_include_dir="${2:-}"
max_lines=400

# Modules whose classes belong to ui/. A bare #include <QWidget> in core/ compiles, because all Qt headers of
# Debian are in one folder, and links as long as only inline functions are used.
drawing_modules=(QtWidgets QtGui QtCharts QtSvg QtSvgWidgets QtOpenGL QtOpenGLWidgets QtPrintSupport QtQuick QtQml)

fail() {
    printf 'lint_layers: %s\n' "$*" >&2
    exit 2
}

find_qt_include_dir() {
    local candidate
    for candidate in /usr/include/*/qt6 /usr/include/qt6 /usr/local/include; do
        if [[ -d "$candidate/QtGui" ]]; then
            printf '%s' "$candidate"
            return
        fi
    done
}

[[ -n "$qt_include_dir" ]] || qt_include_dir="$(find_qt_include_dir)"
# Without the list of headers the most important rule would pass unchecked.
[[ -d "$qt_include_dir/QtGui" ]] || fail "no QtGui headers in '$qt_include_dir'"
cd -- "$source_dir" || fail "no folder '$source_dir'"

# The names by which the headers of these modules can be included without the module's name.
drawing_headers() {
    local module
    for module in "${drawing_modules[@]}"; do
        [[ -d "$qt_include_dir/$module" ]] || continue
        printf '%s\n' "$module"
        find "$qt_include_dir/$module" -maxdepth 1 -type f -printf '%f\n'
    done
}

source_files() {
    local layer
    for layer in core ui app tests; do
        [[ -d "$layer" ]] || continue
        find "$layer" -type f \( -name '*.h' -o -name '*.cpp' \)
    done | LC_ALL=C sort
}

layers_list=tests/tools/layers.txt
[[ -f "$layers_list" ]] || fail "no table of layers in $layers_list"
long_files_list=/dev/null
[[ -f tests/tools/long_files.txt ]] && long_files_list=tests/tools/long_files.txt
files="$(source_files)"

findings="$(awk -v max_lines="$max_lines" -v files="$files" -v layers_list="$layers_list" '
    function report(text) { print text }

    function layer_of(path) { sub(/\/.*/, "", path); return path }

    # core/mqtt for core/mqtt/x.h and for core/mqtt/detail/x.h, core for core/x.h
    function folder_of(path,    part, count) {
        count = split(path, part, "/")
        return count > 2 ? part[1] "/" part[2] : part[1]
    }

    function add_edge(kind, source, target) {
        if (source == target || (kind, source, target) in known)
            return
        known[kind, source, target] = 1
        targets[kind, source] = targets[kind, source] "\n" target
        nodes[kind] = nodes[kind] "\n" source
    }

    # The part of the way that begins at this node.
    function from(node, way) {
        return substr(way, index(" -> " way " -> ", " -> " node " -> "))
    }

    # Depth first; "open" are the nodes on the way from the start to here.
    function visit(kind, node, way,    list, count, i) {
        state[kind, node] = "open"
        count = split(targets[kind, node], list, "\n")
        for (i = 2; i <= count; i++) {
            if (state[kind, list[i]] == "open")
                report("include cycle between " kind "s: " from(list[i], way) " -> " list[i])
            else if (state[kind, list[i]] == "")
                visit(kind, list[i], way " -> " list[i])
        }
        state[kind, node] = "done"
    }

    function check_cycles(kind,    list, count, i) {
        count = split(nodes[kind], list, "\n")
        for (i = 2; i <= count; i++)
            if (state[kind, list[i]] == "")
                visit(kind, list[i], list[i])
    }

    function is_tabled(path) { return path ~ /^(core|ui)\/[^\/]*\// }

    function check_folder(file,    folder) {
        folder = folder_of(file)
        if (is_tabled(file) && !(folder in allowed) && !(folder in unknown)) {
            unknown[folder] = 1
            report(file ": the folder " folder " is not in tests/tools/layers.txt")
        }
    }

    function check_edge(file, line, target,    source, wanted) {
        source = folder_of(file)
        wanted = folder_of(target)
        if (!is_tabled(file) || !is_tabled(target) || source == wanted || !(source in allowed))
            return
        # A folder of ui may include all of core.
        if (layer_of(file) == "ui" && layer_of(target) == "core")
            return
        if (index(" " allowed[source] " ", " " wanted " ") == 0)
            report(file ":" line ": " source " must not include " wanted " (tests/tools/layers.txt)")
    }

    function check_project_include(file, line, target,    folder) {
        if (target in exists) {
            check_edge(file, line, target)
            if (layer_of(file) == "core" && layer_of(target) ~ /^(ui|app)$/)
                report(file ":" line ": core/ must not include " target)
            if (layer_of(file) == "ui" && layer_of(target) == "app")
                report(file ":" line ": ui/ must not include " target)
            if (layer_of(file) != "tests" && layer_of(target) == "tests")
                report(file ":" line ": a program must not include " target)
            add_edge("file", file, target)
            # Tests are programs of their own: only their files can form cycles, not their folders.
            if (layer_of(file) != "tests")
                add_edge("folder", folder_of(file), folder_of(target))
            return
        }
        folder = file
        sub(/[^\/]*$/, "", folder)
        if (target ~ /^\.\.?\// || (folder target) in exists)
            report(file ":" line ": include \"" target "\" by its path from the source folder")
    }

    function check_qt_include(file, line, target,    head) {
        head = target
        sub(/\/.*/, "", head)
        if (layer_of(file) == "core" && head in drawing)
            report(file ":" line ": core/ must not include <" target ">, it draws")
    }

    function check_file(file,    line, text, number) {
        number = 0
        while ((getline text < file) > 0) {
            number++
            if (text !~ /^[ \t]*#[ \t]*include[ \t]*["<]/)
                continue
            line = text
            sub(/^[^"<]*/, "", line)
            if (substr(line, 1, 1) == "<") {
                sub(/>.*/, "", line)
                check_qt_include(file, number, substr(line, 2))
            } else {
                line = substr(line, 2)
                sub(/".*/, "", line)
                check_qt_include(file, number, line)
                check_project_include(file, number, line)
            }
        }
        close(file)
        if (number > max_lines && !(file in long_reason))
            report(file ": " number " lines, more than " max_lines)
        if (number <= max_lines && file in long_reason)
            report("tests/tools/long_files.txt: " file " is no longer too long, remove it from the list")
    }

    FILENAME == "-" { drawing[$0] = 1; next }
    /^#/ || /^[ \t]*$/ { next }
    FILENAME == layers_list {
        folder = $1
        if (sub(/:$/, "", folder) == 0) {
            report(layers_list ": no colon behind " folder)
            next
        }
        $1 = ""
        sub(/^ /, "")
        allowed[folder] = $0
        next
    }
    {
        path = $1
        $1 = ""
        long_reason[path] = $0
        if ($0 !~ /[^ ]/)
            report("tests/tools/long_files.txt: no reason is given for " path)
    }

    END {
        count = split(files, file, "\n")
        for (i = 1; i <= count; i++)
            exists[file[i]] = 1
        for (i = 1; i <= count; i++)
            used[folder_of(file[i])] = 1
        for (folder in allowed) {
            if (!(folder in used))
                report(layers_list ": there is no folder " folder)
            targets_count = split(allowed[folder], targets_list, " ")
            for (i = 1; i <= targets_count; i++)
                if (!(targets_list[i] in allowed))
                    report(layers_list ": " folder " may include " targets_list[i] ", which is not in the table")
        }
        for (path in long_reason)
            if (!(path in exists))
                report("tests/tools/long_files.txt: there is no " path)
        for (i = 1; i <= count; i++)
            if (file[i] != "") {
                check_folder(file[i])
                check_file(file[i])
            }
        check_cycles("file")
        check_cycles("folder")
    }
' - "$layers_list" "$long_files_list" < <(drawing_headers))"

if [[ -n "$findings" ]]; then
    printf '%s\n' "$findings"
    exit 1
fi
grep -v '^#' "$layers_list"
printf 'lint_layers: %s files, nothing found\n' "$(grep -c . <<<"$files" || true)"
