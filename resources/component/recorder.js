/**
 * Keeps a record of each MQTT client that is connected to this worker thread, and counts what happens to clients.
 * Every thread writes records of its own only, so no thread can overwrite what another one has counted.
 */
import {
	all,
	isOpen,
	Peak,
	peerOf,
	sameCounts,
	sameSubscriptions,
	subscriptionsOf,
	text,
	threadRecord,
} from './peers.js';
import { Requests } from './requests.js';
import { connectionOf, guarded } from './wire.js';
import { Writer } from './writer.js';

export const VERSION = '2.1.0';

const HEARTBEAT_MS = 5000;
// Three heartbeats: a thread that is merely busy is not taken for dead.
const DEAD_MS = 15000;
// Within two heartbeats a thread that lives has spoken again.
const CERTAIN_MS = 10000;
const STRAY_MS = 60000;
// Bounds the work of one tick, however many clients come and go.
const MAX_WRITES = 500;
const MAX_CHECKS = 1000;
const MAX_REFUSALS = 100;
const COUNTERS = ['sockets', 'connects', 'refused', 'disconnects', 'errors'];

/** What one worker thread knows of its clients. Nothing happens by itself: tick() does one bounded round of work. */
export class EventRecorder {
	entries = new Map(); // by socket
	sockets = new Set();
	counts = Object.fromEntries(COUNTERS.map((name) => [name, 0]));
	refusals = [];
	maximum = 0;
	#writer;
	#requests;
	#written = null; // the thread record as last written
	#cut = new Map(); // id of a dead thread -> clients that ended with it
	#peak = new Peak();
	#next = 0;
	#ticks = 0;
	#cursor = null;
	#busy = false;
	/** Whether this is the thread that does what concerns all of them. */
	leads = false;
	#secondAt = 0;
	#sweepAt = 0;
	#strayAt = 0;

	/** @param {{mqtt, tables, durable, userOf, transact, now, monotonic, pause, started, thread, node, eyes?}} host what events.js gathers */
	constructor(host) {
		this.host = host;
		this.boot = `${process.pid.toString(36)}-${Math.round(host.started / 1000).toString(36)}`;
		this.id = `${this.boot}-${host.thread}`;
		this.since = host.now();
		this.#writer = new Writer(host, this);
		this.#requests = new Requests(host, this);
	}

	/** What every record of this thread says of it. */
	get base() {
		const { node, thread } = this.host;
		return { id: this.id, node, boot: this.boot, thread };
	}

	/** Listens from now on; clients that are connected already get their records too. */
	listen() {
		const { events, sessions } = this.host.mqtt;
		const handlers = {
			connection: (socket) => this.accepted(socket),
			connected: (session, socket) => this.connected(session, socket),
			'auth-failed': (packet, socket) => this.refused(packet, socket),
			disconnected: (session, socket) => this.disconnected(socket),
			error: () => this.counts.errors++,
		};
		// HarperDB 4.4 emits these from within its own work, which an error of ours would end.
		for (const [name, handler] of Object.entries(handlers)) events.on(name, guarded(this.host.eyes?.counter, handler));
		for (const session of sessions ?? []) if (isOpen(session.socket)) this.#add(session, session.socket);
	}

	accepted(socket) {
		this.counts.sockets++;
		this.sockets.add(socket);
		// HarperDB announces no end of a connection that it refused because of its certificate.
		socket.once('close', () => this.sockets.delete(socket));
	}

	connected(session, socket) {
		this.counts.connects++;
		if (isOpen(socket)) this.#add(session, socket);
	}

	/** The packet has the password in clear: only what is named here may leave it. */
	refused({ username, clientId }, socket) {
		this.counts.refused++;
		const { address, transport } = peerOf(socket);
		this.refusals.push({ time: this.host.now(), user: text(username), client: text(clientId), address, transport });
		if (this.refusals.length > MAX_REFUSALS) this.refusals.shift();
	}

	disconnected(socket) {
		this.counts.disconnects++;
		this.sockets.delete(socket);
		this.#remove(socket);
	}

	#add(session, socket) {
		this.#remove(socket); // a second CONNECT on one socket takes the place of the first
		this.sockets.add(socket);
		const id = `${this.id}-${++this.#next}`;
		const entry = {
			id,
			session,
			socket,
			peer: peerOf(socket),
			since: this.host.now(),
			tick: this.#ticks,
			stored: false,
			subscriptions: subscriptionsOf(session),
			wire: connectionOf(socket),
		};
		this.entries.set(socket, entry);
		this.#writer.put(entry);
	}

	#remove(socket) {
		const entry = this.entries.get(socket);
		if (!entry) return;
		this.entries.delete(socket);
		this.#writer.remove(entry);
	}

	/** One round of work. A round that fails leaves its work to the next one. */
	async tick() {
		if (this.#busy) return;
		this.#busy = true;
		try {
			this.#check();
			await this.#writer.flush(this.#ticks);
			this.#ticks++;
			const now = this.host.now();
			if (now - this.#secondAt < 1000 && now >= this.#secondAt) return;
			this.#secondAt = now;
			const threads = await all(this.host.tables.sys_threads.search({}));
			const others = threads.filter(({ id }) => id !== this.id);
			await this.#beat(threads, others);
			const alive = others.filter((record) => !this.#isDead(record));
			this.leads = alive.every(({ thread }) => thread > this.host.thread);
			await this.#requests.obey(alive, this.leads);
			if (this.leads && Math.abs(now - this.#sweepAt) >= HEARTBEAT_MS) {
				this.#sweepAt = now;
				await this.#sweep(others);
				await this.host.eyes?.tracer.sweep([this.id, ...alive.map(({ id }) => id)]);
			}
			await this.host.eyes?.tracer.flush();
			await this.host.eyes?.publish(this.base);
		} finally {
			this.#busy = false;
		}
	}

	/** Subscriptions change without an event, and a socket may end without one. */
	#check() {
		this.#cursor ??= this.entries.values();
		for (let i = 0; i < MAX_CHECKS; i++) {
			const { value: entry, done } = this.#cursor.next();
			if (done) {
				this.#cursor = null;
				return;
			}
			if (!isOpen(entry.socket)) {
				this.sockets.delete(entry.socket);
				this.#remove(entry.socket);
			} else if (!sameSubscriptions(entry.session, entry.subscriptions)) {
				entry.subscriptions = subscriptionsOf(entry.session);
				this.#writer.put(entry);
			}
		}
	}

	#isDead({ updated }) {
		const now = this.host.now();
		return !(updated >= this.host.started && now - updated <= DEAD_MS && updated - now <= STRAY_MS);
	}

	/** Says that this thread lives, and what it has counted. */
	async #beat(threads, others) {
		if (this.#written && !threads.some(({ id }) => id === this.id)) {
			// Taken for dead while it was too busy: another thread has adopted what was written, not what came since.
			for (const name of COUNTERS) this.counts[name] -= this.#written[name];
			this.host.eyes?.disown(this.#written.wire);
			this.refusals = [];
			// The one that adopted counted them as cut.
			for (const { stored } of this.entries.values()) if (stored) this.counts.disconnects--;
			for (const entry of this.entries.values()) this.#writer.put(entry);
			this.#written = null;
		}
		const connected = this.#peak.add(this.host.now(), this.entries.size, others, CERTAIN_MS);
		this.maximum = Math.max(this.maximum, connected);
		const record = threadRecord(this, VERSION);
		const isDue = Math.abs(record.updated - (this.#written?.updated ?? -Infinity)) >= HEARTBEAT_MS;
		if (!isDue && sameCounts(record, this.#written)) return;
		await this.host.tables.sys_threads.put(this.id, record);
		this.#written = record;
	}

	/**
	 * What a thread that ends has counted, written at once: nothing can be waited for any more. The threads of a server
	 * that is too busy may all have ended before those that replace them are there to be told.
	 */
	last() {
		const store = this.host.tables.sys_threads?.primaryStore;
		if (typeof store?.putSync !== 'function') return;
		if (!this.#written || store.get(this.id) === undefined) return; // taken for dead: another has its counts
		const record = threadRecord(this, VERSION);
		if (record.wire) record.wire.last = true;
		store.putSync(this.id, record);
	}

	/** Removes what dead threads left behind, and takes over their counters if they belong to this run of the server. */
	async #sweep(others) {
		const { sys_sessions } = this.host.tables;
		for (const id of this.#cut.keys()) if (!others.some((record) => record.id === id)) this.#cut.delete(id);
		for (const dead of others.filter((record) => this.#isDead(record))) {
			// This thread may have started when it was already time to take over the counts of one before it.
			if (this.host.eyes?.mayHearOf(dead.id)) continue;
			const rows = await all(
				sys_sessions.search({
					conditions: [{ attribute: 'id', comparator: 'starts_with', value: `${dead.id}-` }],
					limit: MAX_WRITES,
				})
			);
			await this.host.transact((context) => Promise.all(rows.map(({ id }) => sys_sessions.delete(id, context))));
			this.#cut.set(dead.id, (this.#cut.get(dead.id) ?? 0) + rows.length);
			if (rows.length === MAX_WRITES) return; // the rest follows in the next sweep
			await this.#adopt(dead);
		}
		if (Math.abs(this.host.now() - this.#strayAt) < STRAY_MS) return;
		this.#strayAt = this.host.now();
		const rows = await all(sys_sessions.search({}));
		// Read after the rows: a thread that has just started has its record before its first client.
		const known = await all(this.host.tables.sys_threads.search({}));
		await this.host.eyes?.sweep(new Set(known.map(({ id }) => id)), all);
		const strays = rows.filter(({ id }) => !known.some((thread) => String(id).startsWith(`${thread.id}-`)));
		await this.host.transact((context) =>
			Promise.all(strays.slice(0, MAX_WRITES).map(({ id }) => sys_sessions.delete(id, context)))
		);
	}

	/** The dead thread's record goes in the same transaction in which its counters join ours: none is seen twice. */
	async #adopt(dead) {
		const { counts, maximum, since, refusals } = this;
		let undo;
		if (dead.updated >= this.host.started) {
			undo = this.host.eyes?.adopt(dead);
			this.counts = Object.fromEntries(COUNTERS.map((name) => [name, counts[name] + (dead[name] ?? 0)]));
			this.counts.disconnects += this.#cut.get(dead.id) ?? 0; // nobody else could tell of them
			this.maximum = Math.max(maximum, dead.maximum ?? 0);
			this.since = Math.min(since, dead.since ?? since);
			const both = [...(dead.refusals ?? []), ...refusals];
			this.refusals = both.sort((a, b) => a.time - b.time).slice(-MAX_REFUSALS);
		}
		const own = threadRecord(this, VERSION);
		const { sys_threads } = this.host.tables;
		try {
			await this.host.transact((context) =>
				Promise.all([
					sys_threads.delete(dead.id, context),
					sys_threads.put(this.id, own, context),
					this.host.eyes?.forget(dead.id, context),
				])
			);
			this.#written = own;
			this.#cut.delete(dead.id);
		} catch (error) {
			for (const name of COUNTERS) counts[name] += this.counts[name] - own[name]; // what came meanwhile
			Object.assign(this, { counts, maximum, since, refusals });
			undo?.();
			throw error;
		}
	}
}
