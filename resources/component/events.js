/** Joins the recorder of MQTT clients to the worker thread that loads this module. */
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';
import { EventRecorder } from './recorder.js';

const TICK_MS = 250;

/** Starts recording in this worker once its MQTT server and the tables are there; a second call does nothing. */
export function start() {
	const key = Symbol.for('syspulse.events');
	if (globalThis[key]) return;
	let recorder;
	globalThis[key] = setInterval(() => {
		const { server, databases, transaction } = globalThis;
		if (!recorder) {
			if (!server?.mqtt?.events || !databases?.data?.sys_commands) return;
			recorder = new EventRecorder({
				mqtt: server.mqtt,
				get tables() {
					return databases.data;
				},
				durable: [databases.system?.hdb_durable_session, databases.system?.hdb_session_will],
				userOf: (name) => server.getUser(name, null),
				transact: (work) => transaction({}, work),
				now: Date.now,
				// process.uptime() counts from the start of the process even inside a worker thread.
				started: Date.now() - process.uptime() * 1000,
				thread: threadId,
				node: server.hostname ?? hostname(),
			});
			recorder.listen();
		}
		recorder.tick().catch((error) => globalThis.logger?.warn?.('SysPulse: could not record clients:', error.message));
	}, TICK_MS).unref();
}
