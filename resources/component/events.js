/** Joins what watches MQTT to the worker thread that loads this module. */
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { Eyes } from './eyes.js';
import { EventRecorder } from './recorder.js';
import { ServerSide } from './serverside.js';
import { Settings } from './settings.js';
import { Shared } from './shared.js';

const TICK_MS = 250;

/** Starts watching in this worker once its MQTT server is there; a second call does nothing. */
export function start() {
	const key = Symbol.for('syspulse.events');
	if (globalThis[key]) return;
	let watch = null;
	const tick = () => {
		watch ??= begin(globalThis.server);
		watch?.();
	};
	globalThis[key] = setInterval(tick, TICK_MS).unref();
	// At once if possible: a server that starts has its MQTT server by now, but no clients yet.
	tick();
}

function begin(server) {
	if (!server?.mqtt?.events) return null;
	const tables = () => globalThis.databases?.data ?? {};
	const warn = (error) => globalThis.logger?.warn?.('SysPulse: could not record clients:', error.message);
	const transact = (work) => globalThis.transaction({}, work);
	const settings = new Settings();
	let shared = null;
	const sources = {
		get tables() {
			return tables();
		},
		get durable() {
			const { system } = globalThis.databases;
			return [system?.hdb_durable_session, system?.hdb_session_will];
		},
		transact,
		now: Date.now,
		monotonic,
		pause,
		warn: (error) => globalThis.logger?.warn?.('SysPulse: could not keep the values current:', error.message),
	};
	const eyes = orNothing(
		'nothing is counted on the wire',
		() =>
			new Eyes({
				mqtt: server.mqtt,
				get tables() {
					return tables();
				},
				transact,
				now: Date.now,
				monotonic,
				precise: () => performance.now(),
				thread: threadId,
				settings,
				resources: () => server.resources,
				idOf: (socket) => recorder.entries.get(socket)?.id,
				shared: () => shared,
			})
	);
	const recorder = new EventRecorder({
		mqtt: server.mqtt,
		eyes,
		get tables() {
			return tables();
		},
		get durable() {
			return sources.durable;
		},
		userOf: (name) => server.getUser(name, null),
		transact,
		now: Date.now,
		monotonic,
		pause,
		// process.uptime() counts from the start of the process even inside a worker thread.
		started: Date.now() - process.uptime() * 1000,
		thread: threadId,
		node: server.hostname ?? hostname(),
	});
	// First, so that it counts what the recorder may write about.
	if (eyes) {
		eyes.listen();
		shared = orNothing('the counts of a thread that ends may be lost', () => new Shared(recorder.id, eyes.counter.memory, monotonic));
	}
	recorder.listen();
	// Before the database's own listeners, which close it.
	process.prependListener('exit', () => {
		try {
			recorder.last();
		} catch (error) {
			warn(error);
		}
	});
	let serverSide = null; // made when it is first wanted
	return () => {
		eyes?.tick();
		if (!tables().sys_commands) return;
		recorder.tick().catch(warn);
		if (settings.current.serverSide)
			serverSide ??= orNothing('the values are not kept current', () => ServerSide.of(sources, settings)) ?? OFF;
		serverSide?.tick(recorder.leads);
	};
}

const OFF = { tick() {} };

/** What does not come about is done without: the tree and the list of clients do not depend on it. */
function orNothing(otherwise, make) {
	try {
		return make();
	} catch (error) {
		globalThis.logger?.error?.(`SysPulse: ${otherwise}:`, error.message);
		return null;
	}
}

// performance.now() begins anew in each thread, process.hrtime() costs more; they run alike.
const OFFSET_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** In ms, of a clock that is never set and the same in all threads of this computer. */
const monotonic = () => Math.floor(OFFSET_MS + performance.now());
