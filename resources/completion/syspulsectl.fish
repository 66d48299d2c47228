# fish completion for syspulsectl
# SPDX-License-Identifier: GPL-3.0-or-later
complete -c syspulsectl -f

complete -c syspulsectl -n __fish_use_subcommand -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n __fish_use_subcommand -l version -d 'Display program version information and exit'
complete -c syspulsectl -n __fish_use_subcommand -l profile -x -d 'Profile kept by the window, by name or ID'
complete -c syspulsectl -n __fish_use_subcommand -l url -x -d 'Operations API of the instance'
complete -c syspulsectl -n __fish_use_subcommand -l user -x -d 'User name'
complete -c syspulsectl -n __fish_use_subcommand -l password-file -rF -d 'File whose first line is the password'
complete -c syspulsectl -n __fish_use_subcommand -l login -xa 'basic token' -d 'Send the password with each request, or log in once for a token'
complete -c syspulsectl -n __fish_use_subcommand -l ca-file -rF -d 'PEM file of the certificate authority to trust'
complete -c syspulsectl -n __fish_use_subcommand -l mqtt-ca-file -rF -d 'The same for MQTT only'
complete -c syspulsectl -n __fish_use_subcommand -l pin -x -d 'SHA-256 fingerprint of the only certificate to trust for the operations API'
complete -c syspulsectl -n __fish_use_subcommand -l mqtt-pin -x -d 'SHA-256 fingerprint of the only certificate to trust for MQTT'
complete -c syspulsectl -n __fish_use_subcommand -l client-cert -rF -d 'PEM file of the client certificate'
complete -c syspulsectl -n __fish_use_subcommand -l client-key -rF -d 'PEM file of its key'
complete -c syspulsectl -n __fish_use_subcommand -l mqtt -x -d 'MQTT address'
complete -c syspulsectl -n __fish_use_subcommand -l timeout -x -d 'How long the server may take for an answer, 1s to 5m'
complete -c syspulsectl -n __fish_use_subcommand -l json -d 'Print JSON, one object per line'

complete -c syspulsectl -n __fish_use_subcommand -a setup -d 'Create the tables, install the component and prove that it works'
complete -c syspulsectl -n __fish_use_subcommand -a undo -d 'Remove what setup created'
complete -c syspulsectl -n __fish_use_subcommand -a status -d 'Show the instance, its setup and its updater'
complete -c syspulsectl -n __fish_use_subcommand -a update -d 'Bring the records up to date once'
complete -c syspulsectl -n __fish_use_subcommand -a run -d 'Keep the records current until stopped'
complete -c syspulsectl -n __fish_use_subcommand -a watch -d 'Print values as they arrive over MQTT'
complete -c syspulsectl -n __fish_use_subcommand -a parity -d 'Compare the topics with those of other MQTT brokers'
complete -c syspulsectl -n __fish_use_subcommand -a clients -d 'List the MQTT clients that are connected'
complete -c syspulsectl -n __fish_use_subcommand -a workers -d 'Show the load of each worker thread of the broker'
complete -c syspulsectl -n __fish_use_subcommand -a storms -d 'Show who connects too often, and clients that come and go'
complete -c syspulsectl -n __fish_use_subcommand -a topics -d 'List the busiest topics, and what was refused lately'
complete -c syspulsectl -n __fish_use_subcommand -a top -d 'Watch workers, clients and topics on the whole terminal'
complete -c syspulsectl -n __fish_use_subcommand -a role -d 'Print the request that adds a role for updaters, with no more rights than they need'
complete -c syspulsectl -n __fish_use_subcommand -a report -d 'Print what the window has kept of an instance as one HTML page'
complete -c syspulsectl -n __fish_use_subcommand -a alerts -d 'List the channels that alerts are sent by'
complete -c syspulsectl -n __fish_use_subcommand -a logins -d 'List the newest refused logins'
complete -c syspulsectl -n __fish_use_subcommand -a sessions -d 'List persistent sessions whose client is away'
complete -c syspulsectl -n __fish_use_subcommand -a disconnect -d 'Cut the connection of a client'
complete -c syspulsectl -n __fish_use_subcommand -a trace -d 'Print the MQTT packets of one client, without payloads, until stopped'
complete -c syspulsectl -n __fish_use_subcommand -a forget -d 'Remove the persistent session of a client that is away'

complete -c syspulsectl -n '__fish_seen_subcommand_from setup' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from setup' -l plan -d 'Show what would be done, and change nothing'
complete -c syspulsectl -n '__fish_seen_subcommand_from setup' -l diff -d 'With --plan, show what an upgrade changes in each file'
complete -c syspulsectl -n '__fish_seen_subcommand_from setup' -l server-side -xa 'on off' -d 'Whether the component keeps the values current while no updater runs'
complete -c syspulsectl -n '__fish_seen_subcommand_from setup' -l ids -xa 'flat hierarchical' -d 'Ids of the records'
complete -c syspulsectl -n '__fish_seen_subcommand_from setup' -l roles -xa 'reader updater reader,updater' -d 'Also create roles for users that you make'

complete -c syspulsectl -n '__fish_seen_subcommand_from undo' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from undo' -l yes -d 'Do not ask for confirmation'

complete -c syspulsectl -n '__fish_seen_subcommand_from status' -l help -s h -d 'Print this help message and exit'

complete -c syspulsectl -n '__fish_seen_subcommand_from update' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from update' -l once -d 'One update, then exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from update' -l take-over -d 'Write even if another updater holds the lease'

complete -c syspulsectl -n '__fish_seen_subcommand_from run' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from run' -l interval -x -d 'Time between two updates, 1s to 1h'
complete -c syspulsectl -n '__fish_seen_subcommand_from run' -l quiet-hours -x -d 'Time of day during which nothing is written, in local time, for example 22'
complete -c syspulsectl -n '__fish_seen_subcommand_from run' -l canary -d 'Also measure every 30 s how fast MQTT and the operations API answer, as $SYS/broker/syspulse/canary/'
complete -c syspulsectl -n '__fish_seen_subcommand_from run' -l take-over -d 'Write even if another updater holds the lease'

complete -c syspulsectl -n '__fish_seen_subcommand_from watch' -l help -s h -d 'Print this help message and exit'

complete -c syspulsectl -n '__fish_seen_subcommand_from parity' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from parity' -l against -xa 'mosquitto wiki emqx' -d 'mosquitto'
complete -c syspulsectl -n '__fish_seen_subcommand_from parity' -l format -xa 'text csv html' -d 'text, csv or html'

complete -c syspulsectl -n '__fish_seen_subcommand_from clients' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from clients' -l filter -x -d 'Only those whose client ID, user or address contains this text'
complete -c syspulsectl -n '__fish_seen_subcommand_from clients' -l top -d 'The busiest ones and those that fall behind, with their messages and bytes per second'

complete -c syspulsectl -n '__fish_seen_subcommand_from workers' -l help -s h -d 'Print this help message and exit'

complete -c syspulsectl -n '__fish_seen_subcommand_from storms' -l help -s h -d 'Print this help message and exit'

complete -c syspulsectl -n '__fish_seen_subcommand_from topics' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from topics' -l top -d 'The busiest ones'

complete -c syspulsectl -n '__fish_seen_subcommand_from top' -l help -s h -d 'Print this help message and exit'

complete -c syspulsectl -n '__fish_seen_subcommand_from role' -l help -s h -d 'Print this help message and exit'

complete -c syspulsectl -n '__fish_seen_subcommand_from report' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from report' -l since -x -d 'How far back, 1h to 366d'
complete -c syspulsectl -n '__fish_seen_subcommand_from report' -l format -xa 'html pdf' -d 'html, or pdf, for which the program "syspulse" must be installed too'

complete -c syspulsectl -n '__fish_seen_subcommand_from alerts' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from alerts' -l test -d 'Send a test message by each channel that is on'

complete -c syspulsectl -n '__fish_seen_subcommand_from logins' -l help -s h -d 'Print this help message and exit'

complete -c syspulsectl -n '__fish_seen_subcommand_from sessions' -l help -s h -d 'Print this help message and exit'

complete -c syspulsectl -n '__fish_seen_subcommand_from disconnect' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from disconnect' -l as -xa 'client session' -d 'What the argument is'
complete -c syspulsectl -n '__fish_seen_subcommand_from disconnect' -l yes -d 'Do not ask for confirmation'

complete -c syspulsectl -n '__fish_seen_subcommand_from trace' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from trace' -l minutes -x -d 'How long at most, 1 to 10'
complete -c syspulsectl -n '__fish_seen_subcommand_from trace' -l packets -x -d 'How many packets at most, 1 to 5000'
complete -c syspulsectl -n '__fish_seen_subcommand_from trace' -l as -xa 'client session' -d 'What the argument is'

complete -c syspulsectl -n '__fish_seen_subcommand_from forget' -l help -s h -d 'Print this help message and exit'
complete -c syspulsectl -n '__fish_seen_subcommand_from forget' -l yes -d 'Do not ask for confirmation'
