// What the recorder needs of a HarperDB, in memory.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { Eyes } from '../../resources/component/eyes.js';
import { EventRecorder } from '../../resources/component/recorder.js';
import { ServerSide } from '../../resources/component/serverside.js';
import { catalogue } from './catalogue.mjs';

/** A table in memory with the calls that the recorder makes. */
export class Table extends Map {
	writes = 0;
	history = new Map();
	put(id, record, context) {
		this.writes++;
		this.newest = id;
		this.set(id, structuredClone(record));
		if (!this.history.has(id)) this.history.set(id, []);
		this.history.get(id).push({ type: 'put', value: this.get(id), user: context?.user });
	}
	/** As HarperDB does it: nothing means everything. */
	delete(id) {
		if (this.failDelete) throw new Error('disk full');
		this.writes++;
		if (id === null || id === undefined || id === '') this.clear();
		else super.delete(id);
	}
	/** The table's store, for what cannot wait. */
	primaryStore = {
		get: (id) => this.get(id),
		putSync: (id, record) => this.set(id, structuredClone(record)),
	};
	async getHistoryOfRecord(id) {
		if (!this.history.has(id)) throw new Error('The entry does not have a local audit time');
		return this.history.get(id);
	}
	search({ conditions = [], limit = Infinity }) {
		const matches = ({ id }) => conditions.every(({ value }) => id.startsWith(value));
		return [...this.values()].filter(matches).slice(0, limit);
	}
}

export const START = 1_000_000;

/** A server with any number of worker threads over the same tables; its clock stands until it is moved. */
export class Server {
	clock = START + 60_000;
	tables = { sys_sessions: new Table(), sys_threads: new Table(), sys_commands: new Table() };
	tops = { sys_clients_top: new Table(), sys_storms: new Table(), sys_topics_top: new Table() };
	memories = new Map();
	unanswered = false; // whether threads may still hear of others
	durable = [new Table(), new Table()];
	failing = false;
	started = START; // when the process started
	warnings = [];
	batchMs = 0; // of each transaction
	users = { root: { super_user: true }, builder: { super_user: false, structure_user: true }, reader: {} };

	/** A request as the operations API writes it. */
	ask(command, user = 'root') {
		this.tables.sys_commands.put(command.id, command, { user });
	}

	worker(thread, sessions = [], makeEyes = () => undefined) {
		const mqtt = { events: new EventEmitter(), sessions: new Set(sessions) };
		const eyes = makeEyes(mqtt);
		const recorder = new EventRecorder({
			mqtt,
			tables: this.tables,
			durable: this.durable,
			userOf: async (name) => {
				if (!(name in this.users)) throw new Error('User does not exist');
				return { username: name, role: { permission: this.users[name] } };
			},
			transact: (work) => this.transact(work),
			now: () => this.clock,
			monotonic: () => this.clock - START,
			pause: (ms) => this.pause(ms),
			started: this.started,
			thread,
			node: 'here',
			eyes,
		});
		eyes?.listen();
		recorder.listen();
		if (eyes) this.memories.set(recorder.id, eyes.counter.memory);
		return Object.assign(recorder, { events: mqtt.events, eyes });
	}

	async transact(work) {
		if (this.failing) throw new Error('disk full');
		this.clock += this.batchMs;
		return work({});
	}

	async pause() {}

	/** A worker thread that counts on the wire, too. */
	seeing(thread, sessions = []) {
		Object.assign(this.tables, this.tops);
		this.tables.sys_traces ??= new Table();
		let worker;
		const host = (mqtt) => ({
			mqtt,
			tables: this.tables,
			transact: (work) => this.transact(work),
			now: () => this.clock,
			monotonic: () => this.clock - START,
			precise: () => this.clock - START,
			thread,
			settings: { current: { counting: true, top: 50, topicLevels: 2 }, refresh() {} },
			resources: () => this.resources,
			idOf: (socket) => worker.entries.get(socket)?.id,
			shared: () => ({
				mayHearOf: (id) => this.unanswered && !this.memories.has(id),
				memoryOf: (id) => this.memories.get(id),
				keep() {},
				others: () => [...this.memories].filter(([id]) => id !== worker.id).map(([, memory]) => memory),
			}),
		});
		return (worker = this.worker(thread, sessions, (mqtt) => new Eyes(host(mqtt))));
	}

	/** What keeps the records current in a worker thread that counts. */
	keeping(worker, settings = { serverSide: true, interval: 10 }) {
		this.tables.sys ??= new Table();
		this.tables.sys_control ??= new Table();
		const host = {
			tables: this.tables,
			transact: (work) => this.transact(work),
			now: () => this.clock,
			up: () => this.clock - START + 777_000,
			monotonic: () => this.clock - START,
			pause: async (ms) => (this.clock += ms),
			settings: { current: settings },
			hostName: 'here',
			version: 'component 9.9.9',
			warn: (error) => this.warnings.push(error.message),
			facts: async () => {
				const processUp = this.clock - this.started;
				const rows = [...this.tables.sys_threads.values()];
				return { now: this.clock, up: host.up(), started: this.started, processUp, rows, version: 'HarperDB 4.7.29', disconnected: 0 };
			},
		};
		return Object.assign(worker, { serverSide: new ServerSide(host, catalogue), settings });
	}

	async ticks(count, ...workers) {
		for (let i = 0; i < count; i++) {
			this.clock += 250;
			for (const worker of workers) {
				worker.eyes?.tick();
				await worker.tick();
				await worker.serverSide?.tick(worker.leads);
			}
		}
	}
}

export const tcp = () =>
	Object.assign(new EventEmitter(), { destroyed: false, remoteAddress: '10.0.0.1', remotePort: 4711, destroy() { this.destroyed = true; } });
export const session = (name = 'c1') => ({
	sessionId: name,
	user: { username: 'ann', password: 'secret-word' },
	keepalive: 60,
	subscriptions: [{ topic: 'sys/#', qos: 1 }],
	awaitingAcks: undefined,
});

export function join(worker, name) {
	const socket = tcp();
	const joined = session(name);
	worker.events.emit('connection', socket);
	worker.events.emit('connected', joined, socket);
	return { socket, session: joined };
}

export function leave(worker, { socket, session: left }) {
	socket.destroyed = true;
	left.subscriptions = [];
	worker.events.emit('disconnected', left, socket);
}

export const only = (table) => {
	assert.equal(table.size, 1);
	return [...table.values()][0];
};
