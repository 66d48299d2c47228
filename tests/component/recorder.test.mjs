import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { EventRecorder } from '../../resources/component/recorder.js';
import { isOpen, peerOf } from '../../resources/component/peers.js';

/** A table in memory with the three calls that the recorder makes. */
class Table extends Map {
	writes = 0;
	put(id, record) {
		this.writes++;
		this.set(id, structuredClone(record));
	}
	delete(id) {
		if (this.failDelete) throw new Error('disk full');
		this.writes++;
		super.delete(id);
	}
	search({ conditions = [], limit = Infinity }) {
		const matches = ({ id }) => conditions.every(({ value }) => id.startsWith(value));
		return [...this.values()].filter(matches).slice(0, limit);
	}
}

const START = 1_000_000;

/** A server with any number of worker threads over the same tables; its clock stands until it is moved. */
class Server {
	clock = START + 60_000;
	tables = { sys_sessions: new Table(), sys_threads: new Table(), sys_commands: new Table() };
	durable = [new Table(), new Table()];
	failing = false;

	worker(thread, sessions = []) {
		const mqtt = { events: new EventEmitter(), sessions: new Set(sessions) };
		const recorder = new EventRecorder({
			mqtt,
			tables: this.tables,
			durable: this.durable,
			transact: async (work) => {
				if (this.failing) throw new Error('disk full');
				return work({});
			},
			now: () => this.clock,
			started: START,
			thread,
			node: 'here',
		});
		recorder.listen();
		return Object.assign(recorder, { events: mqtt.events });
	}

	async ticks(count, ...workers) {
		for (let i = 0; i < count; i++) {
			this.clock += 250;
			for (const worker of workers) await worker.tick();
		}
	}
}

const tcp = () => ({ destroyed: false, remoteAddress: '10.0.0.1', remotePort: 4711, destroy() { this.destroyed = true; } });
const session = (name = 'c1') => ({
	sessionId: name,
	user: { username: 'ann', password: 'secret-word' },
	keepalive: 60,
	subscriptions: [{ topic: 'sys/#', qos: 1 }],
	awaitingAcks: undefined,
});

function join(worker, name) {
	const socket = tcp();
	const joined = session(name);
	worker.events.emit('connection', socket);
	worker.events.emit('connected', joined, socket);
	return { socket, session: joined };
}

function leave(worker, { socket, session: left }) {
	socket.destroyed = true;
	left.subscriptions = [];
	worker.events.emit('disconnected', left, socket);
}

const only = (table) => {
	assert.equal(table.size, 1);
	return [...table.values()][0];
};

test('a client becomes a whole record in a fixed order, and goes when it leaves', async () => {
	const server = new Server();
	const worker = server.worker(3);
	const client = join(worker);
	await server.ticks(2, worker);
	const row = only(server.tables.sys_sessions);
	assert.deepEqual(Object.keys(row), [
		'id', 'client', 'user', 'address', 'port', 'transport', 'since', 'persistent', 'keepalive',
		'subscription_count', 'subscriptions', 'node', 'thread', 'boot',
	]);
	assert.equal(row.client, 'c1');
	assert.equal(row.user, 'ann');
	assert.equal(row.transport, 'tcp');
	assert.equal(row.persistent, false);
	assert.deepEqual(row.subscriptions, [{ topic: 'sys/#', qos: 1 }]);
	assert.match(row.id, /^[a-z0-9-]+$/); // dots and slashes would make no topic
	leave(worker, client);
	await server.ticks(1, worker);
	assert.equal(server.tables.sys_sessions.size, 0);
});

test('a client that leaves at once is counted and never written', async () => {
	const server = new Server();
	const worker = server.worker(1);
	leave(worker, join(worker));
	await server.ticks(5, worker);
	assert.equal(server.tables.sys_sessions.writes, 0);
	const thread = only(server.tables.sys_threads);
	assert.deepEqual([thread.sockets, thread.connects, thread.disconnects, thread.connected], [1, 1, 1, 0]);
});

test('a burst is written in bounded batches until all is told', async () => {
	const server = new Server();
	const worker = server.worker(1);
	for (let i = 0; i < 5000; i++) join(worker, `c${i}`);
	let before = 0;
	for (let i = 0; i < 20; i++) {
		await server.ticks(1, worker);
		assert.ok(server.tables.sys_sessions.writes - before <= 500);
		before = server.tables.sys_sessions.writes;
	}
	assert.equal(server.tables.sys_sessions.size, 5000);
	assert.equal(before, 5000);
});

test('a refused login is listed without its password, and the list is bounded', async () => {
	const server = new Server();
	const worker = server.worker(1);
	for (let i = 0; i < 150; i++) {
		const packet = { username: `u${i}`, clientId: 'x'.repeat(1000), password: Buffer.from('secret-word') };
		worker.events.emit('auth-failed', packet, tcp(), new Error('secret-word'));
	}
	await server.ticks(4, worker);
	const thread = only(server.tables.sys_threads);
	assert.equal(thread.refused, 150);
	assert.equal(thread.refusals.length, 100);
	assert.equal(thread.refusals.at(-1).user, 'u149');
	assert.equal(thread.refusals[0].client.length, 256);
	assert.ok(!JSON.stringify([...server.tables.sys_threads.values()]).includes('secret'));
});

test('port scans and garbage are counted as sockets only', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const socket = tcp();
	worker.events.emit('connection', socket);
	worker.events.emit('disconnected', undefined, socket);
	worker.events.emit('error', new Error('garbage'), socket);
	await server.ticks(4, worker);
	const thread = only(server.tables.sys_threads);
	assert.deepEqual([thread.sockets, thread.connects, thread.disconnects, thread.errors, thread.open], [1, 0, 1, 1, 0]);
});

test('a client that left during its login leaves no ghost', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const socket = { ...tcp(), destroyed: true };
	worker.events.emit('connected', session(), socket);
	await server.ticks(3, worker);
	assert.equal(server.tables.sys_sessions.size, 0);
});

test('a socket that ended without an event is noticed', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const { socket } = join(worker);
	await server.ticks(2, worker);
	assert.equal(server.tables.sys_sessions.size, 1);
	socket.destroyed = true;
	await server.ticks(2, worker);
	assert.equal(server.tables.sys_sessions.size, 0);
});

test('a second CONNECT on one socket takes the place of the first', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const { socket } = join(worker, 'first');
	await server.ticks(2, worker);
	worker.events.emit('connected', session('second'), socket);
	await server.ticks(2, worker);
	assert.equal(only(server.tables.sys_sessions).client, 'second');
});

test('changed subscriptions are written once', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const client = join(worker);
	await server.ticks(2, worker);
	client.session.subscriptions.push({ topic: 'a/b', qos: 0 });
	await server.ticks(3, worker);
	assert.equal(only(server.tables.sys_sessions).subscription_count, 2);
	assert.equal(server.tables.sys_sessions.writes, 2);
});

test('clients that were there before the recorder get their records', async () => {
	const server = new Server();
	const worker = server.worker(1, [{ ...session('old'), socket: tcp() }, { ...session('gone'), socket: { destroyed: true } }]);
	await server.ticks(2, worker);
	assert.equal(only(server.tables.sys_sessions).client, 'old');
});

test('a failed write is repeated', async () => {
	const server = new Server();
	const worker = server.worker(1);
	join(worker);
	await server.ticks(1, worker);
	server.failing = true;
	await assert.rejects(server.ticks(1, worker), /disk full/);
	server.failing = false;
	await server.ticks(1, worker);
	assert.equal(server.tables.sys_sessions.size, 1);
});

test('the maximum is that of all threads together', async () => {
	const server = new Server();
	const [a, b] = [server.worker(1), server.worker(2)];
	const clients = [join(a, 'a1'), join(a, 'a2')];
	join(b, 'b1');
	await server.ticks(12, a, b);
	for (const client of clients) leave(a, client);
	await server.ticks(60, a, b); // what other threads had is certain only after they have spoken again
	const threads = [...server.tables.sys_threads.values()];
	assert.equal(Math.max(...threads.map(({ maximum }) => maximum)), 3);
	assert.equal(threads.reduce((sum, { connected }) => sum + connected, 0), 1);
});

test('clients that a restart moves to another thread are not counted twice', async () => {
	const server = new Server();
	const [a, b] = [server.worker(1), server.worker(2)];
	for (let i = 0; i < 5; i++) join(a, `a${i}`);
	await server.ticks(60, a, b);
	for (let i = 0; i < 5; i++) join(b, `a${i}`); // thread 1 ended without a word
	await server.ticks(120, b);
	const thread = only(server.tables.sys_threads);
	assert.deepEqual([thread.maximum, thread.connected, thread.connects, thread.disconnects], [5, 5, 10, 5]);
});

test('what a dead thread counted is adopted once, and its clients go', async () => {
	const server = new Server();
	const [a, b, c] = [server.worker(1), server.worker(2), server.worker(3)];
	for (let i = 0; i < 7; i++) join(a, `a${i}`);
	join(b, 'b');
	await server.ticks(8, a, b, c);
	const total = () => [...server.tables.sys_threads.values()].reduce((sum, { connects }) => sum + connects, 0);
	assert.equal(total(), 8);
	server.tables.sys_threads.failDelete = true; // an adoption that fails must not count twice
	await server.ticks(64, b, c).catch(() => {});
	await server.ticks(4, b, c).catch(() => {});
	server.tables.sys_threads.failDelete = false;
	await server.ticks(100, b, c); // thread 1 is silent for 25 s
	assert.equal(server.tables.sys_threads.size, 2);
	assert.equal(only(server.tables.sys_sessions).client, 'b');
	assert.equal(total(), 8);
	// It was only too busy: it comes back with its clients and without counting anything twice.
	join(a, 'late');
	await server.ticks(8, a, b, c);
	assert.equal(total(), 9);
	assert.equal(server.tables.sys_sessions.size, 9);
	const gone = [...server.tables.sys_threads.values()].reduce((sum, { disconnects }) => sum + disconnects, 0);
	assert.equal(gone, 0);
});

test('a former run of the server leaves nothing', async () => {
	const server = new Server();
	server.tables.sys_threads.put('old-1', { id: 'old-1', thread: 0, updated: START - 10, connects: 99 });
	for (let i = 0; i < 1200; i++) server.tables.sys_sessions.put(`old-1-${i}`, { id: `old-1-${i}`, client: 'ghost' });
	server.tables.sys_sessions.put('stray-9-1', { id: 'stray-9-1' });
	const worker = server.worker(5);
	await server.ticks(80, worker);
	assert.equal(server.tables.sys_sessions.size, 0);
	assert.equal(only(server.tables.sys_threads).connects, 0);
});

test('requests go to the thread that has the client', async () => {
	const server = new Server();
	const [a, b] = [server.worker(1), server.worker(2)];
	const client = join(b, 'b1');
	await server.ticks(8, a, b);
	const { id } = only(server.tables.sys_sessions);
	server.tables.sys_commands.put('k1', { id: 'k1', action: 'disconnect', target: id });
	server.tables.sys_commands.put('k2', { id: 'k2', action: 'disconnect', target: 'nobody-1-1' });
	server.tables.sys_commands.put('k3', { id: 'k3', action: 'dance', target: 'x' });
	await server.ticks(8, a, b);
	assert.equal(client.socket.destroyed, true);
	assert.deepEqual([...server.tables.sys_commands.values()].map(({ state }) => state), ['done', 'failed', 'failed']);
	await server.ticks(260, a, b); // they do not stay
	assert.equal(server.tables.sys_commands.size, 0);
});

test('a persistent session is removed only while its client is away', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const socket = tcp();
	worker.events.emit('connected', { ...session('here'), sessionRecord: {} }, socket);
	for (const id of ['here', 'away']) server.durable[0].put(id, { id });
	await server.ticks(8, worker);
	assert.equal(only(server.tables.sys_sessions).persistent, true);
	for (const id of ['here', 'away'])
		server.tables.sys_commands.put(`k-${id}`, { id: `k-${id}`, action: 'remove_session', target: id });
	await server.ticks(8, worker);
	assert.deepEqual([...server.durable[0].keys()], ['here']);
	assert.equal(server.tables.sys_commands.get('k-here').state, 'failed');
	assert.equal(server.tables.sys_commands.get('k-away').state, 'done');
});

test('a quiet thread gives a sign of life every five seconds and writes no more', async () => {
	const server = new Server();
	const worker = server.worker(1);
	await server.ticks(4 * 60, worker);
	assert.ok(server.tables.sys_threads.writes >= 12 && server.tables.sys_threads.writes <= 14);
	assert.equal(server.tables.sys_sessions.writes, 0);
});

test('in-flight messages are unknown where the server does not keep them', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const { session: joined } = join(worker);
	joined.awaitingAcks = new Map([[1, {}], [2, {}]]);
	await server.ticks(8, worker);
	assert.equal(only(server.tables.sys_threads).inflight, 2);
	delete joined.awaitingAcks;
	await server.ticks(8, worker);
	assert.equal(only(server.tables.sys_threads).inflight, null);
});

test('transports and open sockets', () => {
	const web = { terminate() {}, readyState: 1, _socket: { encrypted: true, remoteAddress: '::1', remotePort: 9 } };
	assert.deepEqual(peerOf(web), { address: '::1', port: 9, transport: 'wss' });
	assert.equal(peerOf({ ...web, _socket: {} }).transport, 'ws');
	assert.equal(peerOf({ encrypted: true }).transport, 'tls');
	assert.deepEqual(peerOf(undefined), { address: null, port: null, transport: 'tcp' });
	assert.equal(isOpen(web), true);
	assert.equal(isOpen({ ...web, readyState: 3 }), false);
	assert.equal(isOpen(undefined), false);
});
