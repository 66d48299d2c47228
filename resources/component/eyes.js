/** All that the component sees of this worker's MQTT traffic, and the records in which it tells of it. */
import { Clients, numbersOf } from './clients.js';
import { AT, Counter, IN, LOGINS_AT, OUT } from './counts.js';
import { Logins } from './logins.js';
import { Refused } from './refused.js';
import { Storms } from './storms.js';
import { Tracer } from './tracer.js';
import { connectionOf, guarded, listen, LostPlaces } from './wire.js';
import { Gauges } from './workers.js';

const PUBLISH_MS = 2000;
const SETTINGS_MS = 5000;
/** The tables of what changes often; each thread has one record in each, under its own id. */
const TABLES = ['sys_clients_top', 'sys_storms', 'sys_topics_top'];

export class Eyes {
	#host;
	#settings;
	#lost;
	#clients;
	#storms;
	#refused = new Refused();
	#gauges = new Gauges();
	#joined = new WeakMap(); // socket -> the client id that it was announced with
	#written = new Map(); // table -> the record as last written, as text
	#publishedAt = null;
	#settingsAt = null;
	#served = new Set(); // first levels of what HarperDB serves
	#servedSize = 0;
	#counting;
	#round = false;
	// What its counts cover: since when, and from which thread on.
	#since;
	#firstThread;

	/**
	 * @param {{mqtt, tables, transact, now, monotonic, precise, thread, settings, resources, idOf, shared}} host what events.js
	 * gathers: `precise()` is like `monotonic()`, with fractions of a ms and from any beginning;
	 * `resources()` are those that HarperDB serves, by path, or undefined; `idOf(socket)` is the id of a client's record,
	 * `shared()` the numbers of all threads
	 */
	constructor(host) {
		this.#host = host;
		this.#settings = host.settings;
		const { topicLevels: levels, counting } = host.settings.current;
		this.counter = new Counter(host.now, { levels, isServed: (root) => this.#isServed(root) });
		this.counter.coarse = this.#since = host.now();
		this.#firstThread = host.thread;
		this.#counting = counting;
		if (!counting) this.counter.switch(false);
		this.#lost = new LostPlaces(this.counter);
		const others = () => host.shared()?.others() ?? [];
		this.#storms = new Storms(new Logins(this.counter.memory, LOGINS_AT, others));
		this.#clients = new Clients(this.counter, host.idOf);
		this.tracer = new Tracer(host, this.counter);
	}

	/** Listens to the MQTT server; before it accepts its first client, so that all are counted. */
	listen() {
		const { mqtt, monotonic, now } = this.#host;
		listen(this.counter, mqtt, () => this.#storms.closed(monotonic()));
		const on = (name, handler) => mqtt.events.on(name, guarded(this.counter, handler));
		on('connection', (socket) => this.#storms.opened((socket._socket ?? socket).remoteAddress, monotonic()));
		on('auth-failed', (packet, socket) =>
			this.#storms.refused(packet, (socket._socket ?? socket).remoteAddress, monotonic())
		);
		on('connected', (session, socket) => {
			const { sessionId, user } = session;
			this.#leave(socket); // a second CONNECT on one socket
			this.#storms.connected(sessionId, user?.username, monotonic());
			this.#joined.set(socket, sessionId);
		});
		on('disconnected', (session, socket) => this.#leave(socket));
		on('error', (error, socket, subject, session) => {
			this.#refused.error(error, socket, subject, session, now());
			this.counter.numbers[AT.refused_publishes] += this.#refused.publishes;
			this.counter.numbers[AT.refused_subscriptions] += this.#refused.subscriptions;
			this.#refused.publishes = this.#refused.subscriptions = 0;
		});
	}

	/** Where HarperDB does not tell what it serves, everything may be. */
	#isServed(root) {
		const resources = this.#host.resources();
		if (!resources || this.#served.has(root)) return true;
		if (resources.size === this.#servedSize) return false;
		this.#servedSize = resources.size;
		this.#served = new Set([...resources.keys()].map((path) => path.split('/', 1)[0]));
		return this.#served.has(root);
	}

	#leave(socket) {
		if (!this.#joined.has(socket)) return;
		this.#storms.left(this.#joined.get(socket));
		this.#joined.delete(socket);
	}

	/** A bounded piece of work, several times a second. Throws nothing. */
	tick() {
		try {
			this.#tick();
		} catch (error) {
			this.counter.fault(error);
		}
	}

	#tick() {
		const monotonic = this.#host.monotonic();
		this.counter.coarse = this.#host.now();
		this.#lost.check(monotonic);
		this.tracer.check();
		if (this.#round) this.#round = !this.#clients.step();
		if (this.#settingsAt === null || monotonic - this.#settingsAt >= SETTINGS_MS) {
			this.#settingsAt = monotonic;
			this.#settings.refresh();
		}
		const { counting } = this.#settings.current;
		if (counting === this.#counting) return;
		this.#counting = counting;
		this.counter.switch(counting);
	}

	/** The fields that the thread's record has of this. */
	fields() {
		try {
			const wire = { since: this.#since, first_thread: this.#firstThread, ...this.counter.record(), health: this.#health() };
			return { ...this.#gauges.read(this.#counted(), this.#host.monotonic()), wire };
		} catch (error) {
			this.counter.fault(error);
			return {};
		}
	}

	/** What deserves an alert, in few numbers; null is not known. It comes with the counts, so that nothing more is read. */
	#health() {
		// Who falls behind is found among those whose packets are counted.
		const isWhole = this.counter.enabled && this.counter.blind === 0;
		const { lagging = null, longest_queue = null } = (isWhole && this.#clients.lag) || {};
		return { lagging, longest_queue, ...this.#storms.summary(this.#host.monotonic()) };
	}

	#counted() {
		const [read, written] = [IN, OUT].map((base) => this.counter.sumsOf(base));
		return { packets_in: read.packets, packets_out: written.packets, bytes_in: read.bytes, bytes_out: written.bytes };
	}

	/** Writes what is busiest, slowest and stormy, if it is time and it has changed. */
	async publish(base) {
		const { monotonic, now, tables, transact } = this.#host;
		const at = monotonic();
		if (this.#round || (this.#publishedAt !== null && at - this.#publishedAt < PUBLISH_MS)) return;
		const first = this.#publishedAt === null;
		const seconds = first ? 0 : (at - this.#publishedAt) / 1000;
		this.#publishedAt = at;
		let records;
		try {
			records = this.#records(at, seconds, first);
		} catch (error) {
			this.counter.fault(error);
			return;
		}
		const texts = records.map((record) => JSON.stringify(record));
		const changed = [...TABLES.keys()].filter(
			(i) => records[i] !== null && tables[TABLES[i]] && texts[i] !== this.#written.get(TABLES[i])
		);
		if (changed.length === 0) return;
		await transact((context) =>
			Promise.all(
				changed.map((i) => tables[TABLES[i]].put(base.id, { ...base, updated: now(), ...records[i] }, context))
			)
		);
		for (const i of changed) this.#written.set(TABLES[i], texts[i]);
	}

	#records(at, seconds, first) {
		const { top } = this.#settings.current;
		const records = [
			first ? null : this.#clients.result(top),
			this.#storms.record(at),
			{
				topics: this.counter.topics.busiest(top, seconds, this.#host.now()),
				refused: this.#refused.list,
			},
		];
		this.#clients.begin(at);
		this.#round = true;
		return records;
	}

	/** All that is known of one client; null where it is not counted. */
	describe(socket) {
		const connection = connectionOf(socket);
		return connection ? { ...numbersOf(connection), updated: this.#host.now() } : null;
	}

	/** Whether the last counts of a dead thread may still come to be known: adopt() would lose some now. */
	mayHearOf(id) {
		return this.#host.shared()?.mayHearOf(id) ?? false;
	}

	/** Takes over what a dead thread has counted. @returns a function that takes it back */
	adopt({ id, wire }) {
		const undo = this.counter.adopt(this.#host.shared()?.memoryOf(id), wire);
		const before = [this.#since, this.#firstThread];
		// One of an earlier version counted nothing on the wire.
		if (wire) {
			this.#since = Math.min(this.#since, wire.since ?? this.#since);
			this.#firstThread = Math.min(this.#firstThread, wire.first_thread ?? this.#firstThread);
		}
		this.#gauges.skip(this.#counted());
		return () => {
			undo();
			[this.#since, this.#firstThread] = before;
			this.#gauges.skip(this.#counted());
		};
	}

	/** This thread was taken for dead, and `wire` is what it had written last. */
	disown(wire) {
		this.counter.disown(wire);
		this.#gauges.skip(this.#counted());
		this.#written.clear();
	}

	/** Removes the records of a thread that has ended. */
	async forget(id, context) {
		for (const name of TABLES) await this.#host.tables[name]?.delete(id, context);
	}

	/** Removes the records of threads that nobody knows any more: those of a server that was killed. */
	async sweep(known, all) {
		this.#host.shared()?.keep(known);
		for (const name of TABLES) {
			const table = this.#host.tables[name];
			if (!table) continue;
			for (const { id } of await all(table.search({}))) if (!known.has(id)) await table.delete(id);
		}
	}
}
