# bash completion for syspulsectl
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2207

_syspulsectl()
{
    local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
    local commands="setup undo status update run watch parity clients workers storms topics top role report alerts logins sessions disconnect trace forget"
    local command="" word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        # What begins with a letter may also be the value of an option, which is seldom spelled like a command.
        [[ " $commands " == *" $word "* ]] && command="$word" && break
    done
    COMPREPLY=()
    case "$previous" in
        --ca-file | --client-cert | --client-key | --mqtt-ca-file | --password-file) compopt -o default; return ;;
        --login) COMPREPLY=($(compgen -W "basic token" -- "$current")); return ;;
        --server-side) COMPREPLY=($(compgen -W "on off" -- "$current")); return ;;
        --ids) COMPREPLY=($(compgen -W "flat hierarchical" -- "$current")); return ;;
        --roles) COMPREPLY=($(compgen -W "reader updater reader,updater" -- "$current")); return ;;
        --against) COMPREPLY=($(compgen -W "mosquitto wiki emqx" -- "$current")); return ;;
        --format)
            case "$command" in
                parity) COMPREPLY=($(compgen -W "text csv html" -- "$current")) ;;
                report) COMPREPLY=($(compgen -W "html pdf" -- "$current")) ;;
            esac
            return ;;
        --as) COMPREPLY=($(compgen -W "client session" -- "$current")); return ;;
        --filter | --interval | --minutes | --mqtt | --mqtt-pin | --packets | --pin | --profile | --quiet-hours | --since | --timeout | --url | --user) return ;;
    esac
    case "$command" in
        "") COMPREPLY=($(compgen -W "$commands --help --version --profile --url --user --password-file --login --ca-file --mqtt-ca-file --pin --mqtt-pin --client-cert --client-key --mqtt --timeout --json" -- "$current")) ;;
        setup) COMPREPLY=($(compgen -W "--help --plan --diff --server-side --ids --roles" -- "$current")) ;;
        undo) COMPREPLY=($(compgen -W "--help --yes" -- "$current")) ;;
        status) COMPREPLY=($(compgen -W "--help" -- "$current")) ;;
        update) COMPREPLY=($(compgen -W "--help --once --take-over" -- "$current")) ;;
        run) COMPREPLY=($(compgen -W "--help --interval --quiet-hours --canary --take-over" -- "$current")) ;;
        watch) COMPREPLY=($(compgen -W "--help" -- "$current")) ;;
        parity) COMPREPLY=($(compgen -W "--help --against --format" -- "$current")) ;;
        clients) COMPREPLY=($(compgen -W "--help --filter --top" -- "$current")) ;;
        workers) COMPREPLY=($(compgen -W "--help" -- "$current")) ;;
        storms) COMPREPLY=($(compgen -W "--help" -- "$current")) ;;
        topics) COMPREPLY=($(compgen -W "--help --top" -- "$current")) ;;
        top) COMPREPLY=($(compgen -W "--help" -- "$current")) ;;
        role) COMPREPLY=($(compgen -W "--help" -- "$current")) ;;
        report) COMPREPLY=($(compgen -W "--help --since --format" -- "$current")) ;;
        alerts) COMPREPLY=($(compgen -W "--help --test" -- "$current")) ;;
        logins) COMPREPLY=($(compgen -W "--help" -- "$current")) ;;
        sessions) COMPREPLY=($(compgen -W "--help" -- "$current")) ;;
        disconnect) COMPREPLY=($(compgen -W "--help --as --yes" -- "$current")) ;;
        trace) COMPREPLY=($(compgen -W "--help --minutes --packets --as" -- "$current")) ;;
        forget) COMPREPLY=($(compgen -W "--help --yes" -- "$current")) ;;
    esac
}
complete -F _syspulsectl syspulsectl
