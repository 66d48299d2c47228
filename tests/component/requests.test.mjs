// What is asked of the component, and whose ids it goes by.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { text } from '../../resources/component/peers.js';
import { join, only, Server, session, START, tcp } from './fakeserver.mjs';

test('requests go to the thread that has the client', async () => {
	const server = new Server();
	const [a, b] = [server.worker(1), server.worker(2)];
	const client = join(b, 'b1');
	await server.ticks(8, a, b);
	const { id } = only(server.tables.sys_sessions);
	server.ask({ id: 'k1', action: 'disconnect', target: id });
	server.ask({ id: 'k2', action: 'disconnect', target: 'nobody-1-1' });
	server.ask({ id: 'k3', action: 'dance', target: 'x' });
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
		server.ask({ id: `k-${id}`, action: 'remove_session', target: id });
	await server.ticks(8, worker);
	assert.deepEqual([...server.durable[0].keys()], ['here']);
	assert.equal(server.tables.sys_commands.get('k-here').state, 'failed');
	assert.equal(server.tables.sys_commands.get('k-away').state, 'done');
});

test('a request without its target touches nothing', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const client = join(worker, 'c1');
	for (const id of ['a', 'b']) for (const table of server.durable) table.put(id, { id });
	const targets = [undefined, null, '', 0, 5, false, true, {}, { id: 'a' }, [], ['a'], [''], [null]];
	for (const action of ['remove_session', 'disconnect'])
		targets.forEach((target, i) => server.ask({ id: `${action}-${i}`, action, target }));
	await server.ticks(8, worker);
	for (const table of server.durable) assert.deepEqual([...table.keys()], ['a', 'b']);
	assert.equal(client.socket.destroyed, false);
	for (const { id, state, message } of server.tables.sys_commands.values()) {
		assert.equal(state, 'failed', id);
		assert.match(message, /does not say which/, id);
	}
});

test('only super users are obeyed', async () => {
	const server = new Server();
	const [a, b] = [server.worker(1), server.worker(2)];
	const clients = [join(a, 'a1'), join(b, 'b1')];
	for (const user of ['builder', 'reader', 'gone', null]) server.durable[0].put(`of-${user}`, { id: `of-${user}` });
	await server.ticks(8, a, b);
	for (const user of ['builder', 'reader', 'gone', null]) {
		server.ask({ id: `s-${user}`, action: 'remove_session', target: `of-${user}` }, user);
		for (const { id, client } of server.tables.sys_sessions.values())
			server.ask({ id: `d-${user}-${client}`, action: 'disconnect', target: id }, user);
	}
	// Written before the table was audited.
	server.tables.sys_commands.set('old', { id: 'old', action: 'remove_session', target: 'of-builder' });
	await server.ticks(8, a, b);
	assert.equal(server.durable[0].size, 4);
	for (const { socket } of clients) assert.equal(socket.destroyed, false);
	for (const { id, state, message } of server.tables.sys_commands.values()) {
		assert.equal(state, 'failed', id);
		assert.match(message, /Only super users/, id);
	}
});

test('a request that somebody else has changed is not carried out', async () => {
	const server = new Server();
	const worker = server.worker(1);
	for (const id of ['a', 'b']) server.durable[0].put(id, { id });
	await server.ticks(8, worker);
	server.ask({ id: 'k', action: 'remove_session', target: 'a' });
	server.ask({ id: 'k', action: 'remove_session', target: 'b' }, 'builder');
	// The record is still the one from before the change that the log tells already.
	server.ask({ id: 'l', action: 'remove_session', target: 'a' });
	server.tables.sys_commands.set('l', { id: 'l', action: 'remove_session', target: 'b' });
	await server.ticks(8, worker);
	assert.deepEqual([...server.durable[0].keys()], ['a', 'b']);
	assert.equal(server.tables.sys_commands.get('k').state, 'failed');
	assert.equal(server.tables.sys_commands.get('l').state, undefined);
});

test('records with ids that are no text are left alone: deleting them could delete all', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const odd = [null, '', undefined, ['a', 'b']];
	for (const id of odd) {
		server.tables.sys_commands.put(id, { id, action: 'remove_session', target: 'x' }, { user: 'root' });
		server.tables.sys_threads.put(id, { id, thread: 9, updated: START - 10 });
		server.tables.sys_sessions.put(id, { id, client: 'x' });
	}
	join(worker);
	server.ask({ id: 'k', action: 'dance', target: 'x' });
	await server.ticks(8, worker);
	assert.equal(server.tables.sys_commands.get('k').state, 'failed');
	assert.equal(server.tables.sys_sessions.size, odd.length + 1);
	await server.ticks(600, worker);
	assert.deepEqual([...server.tables.sys_commands.keys()], odd);
	assert.equal(server.tables.sys_sessions.size, odd.length + 1);
	assert.ok(server.tables.sys_threads.has(worker.id));
});

test('many odd records keep no request waiting', async () => {
	const server = new Server();
	const worker = server.worker(1);
	for (let i = 0; i < 500; i++) server.tables.sys_commands.put([`a${i}`], { id: [`a${i}`] }, { user: 'builder' });
	server.ask({ id: 'k', action: 'dance', target: 'x' });
	await server.ticks(8, worker);
	assert.equal(server.tables.sys_commands.get('k').state, 'failed');
});

test('long client ids stay exact: two with the same beginning are two', async () => {
	const server = new Server();
	const worker = server.worker(1);
	const [one, two] = ['1', '2'].map((end) => 'x'.repeat(300) + end);
	const imitation = text(two); // a client may call itself what the record of another one shows
	const lengths = [];
	for (const id of [one, two, imitation]) server.durable[0].put(id, { id });
	for (const id of [one, imitation]) worker.events.emit('connected', { ...session(id), sessionRecord: {} }, tcp());
	await server.ticks(8, worker);
	for (const { client } of server.tables.sys_sessions.values()) lengths.push(client.length);
	assert.ok(lengths.every((length) => length > 256 && length < 300), `${lengths}`);
	for (const id of [one, two]) server.ask({ id: `k-${id.at(-1)}`, action: 'remove_session', target: id });
	await server.ticks(8, worker);
	assert.equal(server.tables.sys_commands.get('k-1').state, 'failed'); // it is connected
	assert.equal(server.tables.sys_commands.get('k-2').state, 'done');
	assert.deepEqual([...server.durable[0].keys()], [one, imitation]);
});

test('texts are shortened without breaking a character or losing who is who', () => {
	assert.equal(text('x'.repeat(256)), 'x'.repeat(256));
	// The same as in tests/unit/tst_boundedtext.cpp.
	assert.equal(text('x'.repeat(257)), `${'x'.repeat(200)}…sha256:15eb95a462ee20bd91a415ae2d4aed341288186ddaa2b37908f7d592f0c3f85f`);
	assert.equal(text('x'.repeat(257)).length, 272);
	const split = text('x'.repeat(199) + '😀'.repeat(50));
	assert.equal(split, `${'x'.repeat(199)}…sha256:b257e37c4ef6ac656e87f0f71b759a7efdf579d665dc5bcb2b0301fb904025f7`);
	assert.equal(split.isWellFormed?.() ?? true, true);
	for (const value of [undefined, null, 5, {}, []]) assert.equal(text(value), null);
});

test('requests that were withdrawn are forgotten', async () => {
	const server = new Server();
	const worker = server.worker(1);
	await server.ticks(8, worker);
	server.ask({ id: 'k', action: 'dance', target: 'x' });
	await server.ticks(8, worker);
	server.tables.sys_commands.delete('k'); // who asked has read the answer
	await server.ticks(300, worker); // longer than a request is remembered
	server.ask({ id: 'k', action: 'dance', target: 'x' });
	await server.ticks(8, worker);
	assert.equal(server.tables.sys_commands.get('k').state, 'failed'); // answered, and not taken for an old one
});
