#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A HarperDB on this computer only, for trying SysPulse and for its tests. See usage() below.
#
# Everything lives in .syspulse/ (SYSPULSE_STATE_DIR chooses another folder):
#   npm/           the npm package, pinned
#   harper/        HarperDB's root: its settings and its data
#   password       of the user "admin", made here at random, readable by its owner only
#   instance.json  addresses and process of the last start
#   harper.log     what the last start printed
set -euo pipefail
# shellcheck source=installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

default_version=4.7.29
version="${HARPERDB_VERSION:-$default_version}"
if [[ "$version" != "$default_version" ]]; then
    harperdb_package="$state_dir/npm-$version/node_modules/harperdb"
fi
user="admin"
start_timeout=90
stop_timeout=20

data_dir="$state_dir/harper"
root="$data_dir" # as HarperDB is told, see find_root()
npm_dir="${harperdb_package%/node_modules/harperdb}"
password_file="$state_dir/password"
instance_file="$state_dir/instance.json"
log_file="$state_dir/harper.log"
ports=() # operations, HTTP, MQTT, MQTT over TLS, replication

usage() {
    cat <<TEXT
usage: local-harperdb.sh COMMAND
  start     start it (installs it first); does nothing when it is running
  stop      stop it; its data stays
  status    say whether it runs and where; exit code 3 when it does not
  env       print shell lines that set SYSPULSE_URL, SYSPULSE_USER and SYSPULSE_PASSWORD
  install   only fetch the npm package
HARPERDB_VERSION chooses another version than the pinned one; each has a folder of its own.
TEXT
}

# --- install ---------------------------------------------------------------------------------------------

tell_licence() {
    say "HarperDB $version is software of HarperDB, Inc. under HarperDB's own licence (an evaluation licence,"
    say "not an open-source one). It comes from npm to your computer and is not part of SysPulse. By starting it"
    say "you accept that licence; its text: $harperdb_package/LICENSE"
}

install_harperdb() {
    # The stamp is written last: a download that was cut short has none and is repeated.
    local stamp="$npm_dir/.complete-$version"
    [[ -f "$stamp" ]] && return 0
    bash "$project_dir/installer/deps.sh" node
    command -v npm >/dev/null || die "HarperDB needs Node.js 18 or newer and npm; install them first."
    tell_licence
    say "Fetching harperdb@$version from npm (245 MB on disk, once)..."
    mkdir -p -- "$npm_dir"
    printf '{"private": true}\n' >"$npm_dir/package.json"
    # No install scripts: HarperDB runs without them, and no package gets to execute code at install time.
    npm install --prefix "$npm_dir" --ignore-scripts --no-audit --no-fund --save-exact --loglevel=error \
        "harperdb@$version" </dev/null || die "npm could not install harperdb@$version."
    [[ -f "$harperdb_package/bin/harperdb.js" ]] || die "npm left no HarperDB in $harperdb_package."
    : >"$stamp"
}

# --- where HarperDB believes to be ------------------------------------------------------------------------

# HarperDB checks its root folder with a pattern that takes exponential time when a path holds anything but
# letters, digits and /_:- (for example a dot after 30 other characters: hours). ".syspulse" has a dot, so it
# gets a plain path that leads there, in a folder that nobody else can write.
find_root() {
    [[ "$data_dir" =~ ^[/A-Za-z0-9_:-]+$ ]] && return 0
    local digest
    digest="$(printf '%s' "$data_dir" | sha256sum)"
    root="/tmp/syspulse-$UID-${digest:0:12}/harper"
}

make_root() {
    mkdir -p -- "$data_dir" "$state_dir/home"
    chmod 700 "$data_dir" "$state_dir/home"
    [[ "$root" != "$data_dir" ]] || return 0
    local folder="${root%/harper}"
    mkdir -m 700 -- "$folder" 2>/dev/null || true
    [[ -d "$folder" && ! -L "$folder" && -O "$folder" ]] || die "$folder belongs to somebody else; remove it first."
    chmod 700 "$folder"
    ln -sfn -- "$data_dir" "$root"
}

remove_root_link() {
    [[ "$root" != "$data_dir" && -L "$root" ]] || return 0
    rm -f -- "$root"
    rmdir -- "${root%/harper}" 2>/dev/null || true
}

# --- processes -------------------------------------------------------------------------------------------

# Every process of this instance, told by its root folder and never by name. A process id in a file would not
# do: HarperDB's own operation "restart" replaces the process by one with another id and another parent.
instance_pids() {
    local environment
    for environment in $(grep -lzxF "ROOTPATH=$root" /proc/[0-9]*/environ 2>/dev/null || true); do
        environment="${environment#/proc/}"
        printf '%s\n' "${environment%/environ}"
    done
}

running() { [[ -n "$(instance_pids)" ]]; }

signal_instance() {
    local pid
    for pid in $(instance_pids); do
        kill "-$1" "$pid" 2>/dev/null || true # it may have ended by itself meanwhile
    done
}

stop_instance() {
    local deadline=$((SECONDS + stop_timeout))
    while running && ((SECONDS < deadline)); do
        signal_instance TERM
        sleep 0.2
    done
    while running; do
        signal_instance KILL
        sleep 0.2
    done
    remove_root_link
}

# --- addresses -------------------------------------------------------------------------------------------

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

saved_value() {
    [[ -f "$instance_file" ]] || return 0
    sed -n "s/^ *\"$1\": *\"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" "$instance_file"
}

# The ports of the last start, so that a saved connection stays valid, else HarperDB's usual ones; each is
# replaced by the next free one when somebody else has it.
choose_ports() {
    local names=(operationsPort httpPort mqttPort mqttsPort replicationPort)
    local usual=(9925 9926 1883 8883 9933)
    local i port tries
    ports=()
    for i in "${!names[@]}"; do
        port="$(saved_value "${names[i]}")"
        port="${port:-${usual[i]}}"
        tries=0
        while taken "$port" || [[ " ${ports[*]} " == *" $port "* ]]; do
            ((++tries < 200)) || die "No free port found near $port."
            # Below the range from which the system lends ports to outgoing connections.
            port=$((20000 + (port + 7) % 12000))
        done
        ports+=("$port")
    done
}

write_instance() {
    cat >"$instance_file.new" <<JSON
{
  "url": "http://127.0.0.1:${ports[0]}",
  "user": "$user",
  "passwordFile": "$password_file",
  "operationsPort": ${ports[0]},
  "httpPort": ${ports[1]},
  "mqttPort": ${ports[2]},
  "mqttsPort": ${ports[3]},
  "replicationPort": ${ports[4]},
  "version": "$version",
  "pid": $1
}
JSON
    mv -- "$instance_file.new" "$instance_file"
}

# --- start -----------------------------------------------------------------------------------------------

make_password() {
    [[ -s "$password_file" ]] && return 0
    [[ ! -e "$data_dir/harperdb-config.yaml" ]] ||
        die "$password_file is gone, so nobody can log in. Put it back, or remove $data_dir to begin afresh."
    (umask 077 && head -c 24 /dev/urandom | base64 | tr '+/' '-_' >"$password_file")
}

# Answers the first line of an HTTP reply of the operations port. Bash alone: curl may not be there, and a
# password in a command line could be read by every user of the computer.
http_status_line() {
    local request="$1" line=""
    {
        exec 3<>"/dev/tcp/127.0.0.1/${ports[0]}" || return 1
        printf '%s' "$request" >&3
        IFS= read -r -t 5 line <&3 || true
        exec 3>&-
    } 2>/dev/null
    printf '%s' "${line%$'\r'}"
}

healthy() {
    [[ "$(http_status_line $'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')" == *" 200 "* ]]
}

# Guards against another server that took the port: only ours knows the password.
login_works() {
    local token body='{"operation":"user_info"}'
    token="$(printf '%s:%s' "$user" "$(<"$password_file")" | base64 -w 0)"
    [[ "$(http_status_line "POST / HTTP/1.1"$'\r\n'"Host: localhost"$'\r\n'"Connection: close"$'\r\n'"Authorization: Basic $token"$'\r\n'"Content-Type: application/json"$'\r\n'"Content-Length: ${#body}"$'\r\n\r\n'"$body")" == *" 200 "* ]]
}

last_log_lines() {
    # Without the coloured logo and the stack traces.
    complain "The last lines of $log_file:"
    grep -v -e $'\e' -e '^    at ' -e '^[[:space:]]*$' "$log_file" | tail -n 15 >&2 || true
}

launch() {
    make_root
    # An empty environment, because HarperDB takes settings from variables with such common names as HTTP_PORT.
    # "prod" makes it ask for the password on loopback too; without a domain socket there is no way around it.
    # Closed files 8 and 9: the locks of this script and of run.sh must not live on in the server.
    env -i PATH="$PATH" LANG="${LANG:-C.UTF-8}" HOME="$state_dir/home" \
        TC_AGREEMENT=yes DEFAULTS_MODE=prod THREADS_COUNT=1 THREADS_DEBUG=false \
        ROOTPATH="$root" NODE_HOSTNAME=localhost REPLICATION_HOSTNAME=localhost \
        HDB_ADMIN_USERNAME="$user" HDB_ADMIN_PASSWORD="$(<"$password_file")" \
        OPERATIONSAPI_NETWORK_PORT="127.0.0.1:${ports[0]}" OPERATIONSAPI_NETWORK_DOMAINSOCKET=null \
        HTTP_PORT="127.0.0.1:${ports[1]}" MQTT_NETWORK_PORT="127.0.0.1:${ports[2]}" \
        MQTT_NETWORK_SECUREPORT="127.0.0.1:${ports[3]}" REPLICATION_SECUREPORT="127.0.0.1:${ports[4]}" \
        setsid node "$harperdb_package/bin/harperdb.js" run </dev/null >"$log_file" 2>&1 8>&- 9>&- &
}

# Fails with a reason in $failure when the server did not come up.
wait_until_ready() {
    local pid="$1" deadline=$((SECONDS + start_timeout)) told=$SECONDS
    failure=""
    until healthy && login_works; do
        if ! running && ! kill -0 "$pid" 2>/dev/null; then
            failure="HarperDB ended while starting."
            return 1
        fi
        if ((SECONDS >= deadline)); then
            failure="HarperDB did not answer on port ${ports[0]} within $start_timeout s."
            return 1
        fi
        if ((SECONDS - told >= 5)); then
            say "Still starting (a first start takes up to half a minute)..."
            told=$SECONDS
        fi
        sleep 0.3
    done
}

start() {
    install_harperdb
    if running; then
        say "The local HarperDB is already running at $(saved_value url)."
        return 0
    fi
    make_password
    choose_ports
    tell_licence
    say "Starting HarperDB on 127.0.0.1: operations ${ports[0]}, HTTP ${ports[1]}, MQTT ${ports[2]}," \
        "MQTT with TLS ${ports[3]}."
    say "HarperDB also opens one port of its own choice on all addresses, which it cannot be told to leave out;" \
        "it answers every request with \"Not found\"."
    launch
    local pid=$!
    write_instance "$pid"
    if ! wait_until_ready "$pid"; then
        complain "$failure"
        last_log_lines
        stop_instance
        exit 1
    fi
    say "HarperDB is ready. User: $user, password in: $password_file"
}

# --- other commands --------------------------------------------------------------------------------------

stop() {
    if ! running; then
        say "No local HarperDB is running."
        return 0
    fi
    stop_instance
    rm -f -- "$state_dir/started-by-run"
    say "The local HarperDB was stopped; its data stays in $data_dir"
}

status() {
    if running; then
        say "The local HarperDB runs at $(saved_value url) (MQTT port $(saved_value mqttPort))," \
            "process $(instance_pids | tr '\n' ' ')"
    else
        say "No local HarperDB is running."
        return 3
    fi
}

print_env() {
    running || die "No local HarperDB is running; start it with: installer/local-harperdb.sh start"
    printf 'export SYSPULSE_URL=%q SYSPULSE_USER=%q SYSPULSE_PASSWORD=%q\n' \
        "$(saved_value url)" "$user" "$(<"$password_file")"
}

with_lock() {
    # Two starts at the same time would take the same ports and the same root.
    mkdir -p -- "$state_dir"
    chmod 700 "$state_dir"
    exec 8>"$state_dir/lock"
    flock -w $((start_timeout + 300)) 8 || die "Another start or stop of the local HarperDB does not end."
    "$@"
}

find_root
case "${1:-}" in
    start) with_lock start ;;
    stop) with_lock stop ;;
    install) with_lock install_harperdb ;;
    status) status ;;
    env) print_env ;;
    -h | --help | help) usage ;;
    *)
        usage >&2
        exit 2
        ;;
esac
