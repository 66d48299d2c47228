import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpen, peerOf, text } from '../../resources/component/peers.js';
import { join, leave, only, Server, session, START, tcp } from './fakeserver.mjs';

test('a client becomes a whole record in a fixed order, and goes when it leaves', async () => {
	const server = new Server();
	const worker = server.worker(3);
	const client = join(worker);
	await server.ticks(2, worker);
	const row = only(server.tables.sys_sessions);
	assert.deepEqual(Object.keys(row), [
		'id', 'client', 'user', 'address', 'port', 'transport', 'since', 'persistent', 'keepalive',
		'subscription_count', 'subscriptions', 'node', 'thread', 'boot', 'protocol_version', 'will', 'own',
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

test('a burst is written in bounded batches, with pauses between them in which others get their turn', async () => {
	const server = new Server();
	const worker = server.worker(1);
	for (let i = 0; i < 5000; i++) join(worker, `c${i}`);
	const { sys_sessions } = server.tables;
	let before = 0;
	const turns = [];
	server.pause = async () => {
		turns.push(sys_sessions.writes - before);
		before = sys_sessions.writes;
	};
	await server.ticks(2, worker);
	assert.equal(sys_sessions.size, 5000);
	assert.equal(sys_sessions.writes, 5000);
	assert.deepEqual(turns, Array(10).fill(500));
});

test('a worker that has much else to do writes a burst more slowly, and says meanwhile that it lives', async () => {
	const server = new Server();
	const worker = server.worker(1);
	for (let i = 0; i < 30000; i++) join(worker, `c${i}`);
	server.batchMs = 120; // each batch takes as long, because the event loop is busy
	server.pause = async (ms) => (server.clock += ms);
	let silent = 0;
	let updated = server.clock;
	while (server.tables.sys_sessions.size < 30000) {
		await server.ticks(1, worker);
		const now = server.tables.sys_threads.get(worker.id)?.updated ?? updated;
		silent = now === updated ? Math.max(silent, server.clock - now) : silent;
		updated = now;
	}
	assert.ok(silent < 5000, `${silent} ms`);
	assert.ok(server.clock - START - 60000 > 60 * 170, 'at most about two thirds of the time is spent on writing');
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
	assert.equal(thread.refusals[0].client, text('x'.repeat(1000)));
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
	await server.ticks(6, worker);
	assert.equal(server.tables.sys_sessions.size, 0);
	assert.equal(only(server.tables.sys_threads).open, 0);
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
