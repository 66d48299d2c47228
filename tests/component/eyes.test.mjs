// What a worker tells of its traffic, and that nothing is lost or doubled when workers come and go.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AT } from '../../resources/component/counts.js';
import { Shared } from '../../resources/component/shared.js';
import { joinOn } from './fakewire.mjs';
import { only, Server } from './fakeserver.mjs';
import { packet, publish } from './packets.mjs';
import { until } from './until.mjs';

const message = publish({ topic: 'a/b', payload: 'x' });
const own = publish({ topic: 'sys/broker_x', payload: 'x' });

/** What all records together say. */
function total(server) {
	const sum = { in: 0, publish: 0, own: 0, opened: 0, closed: 0, logins: 0, topic: 0 };
	for (const { wire } of server.tables.sys_threads.values()) {
		sum.in += wire.in.packets;
		sum.publish += wire.in.publish;
		sum.own += wire.own_in.packets;
		for (const name of ['opened', 'closed', 'logins']) sum[name] += wire[name];
		for (const [name, messages] of wire.topics) if (name === 'a') sum.topic += messages;
	}
	return sum;
}

const inexact = (server) => [...server.tables.sys_threads.values()].map(({ wire }) => wire.inexact_reason).filter(Boolean);

test('the record of a thread has counts, rates and load', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'c');
	await server.ticks(4, worker);
	for (let i = 0; i < 100; i++) client.receive(message);
	client.write(packet(0xd0));
	await server.ticks(4, worker);
	const record = only(server.tables.sys_threads);
	assert.deepEqual([record.packets_in_rate, record.packets_out_rate, record.bytes_in_rate], [100, 1, 100 * message.length]);
	assert.deepEqual([record.wire.in.publish, record.wire.out.pingresp, record.wire.counting], [100, 1, true]);
	assert.ok(record.heap_used > 0 && record.heap_limit > record.heap_used && record.utilization >= 0 && record.utilization <= 1);
	await server.ticks(4, worker);
	assert.equal(only(server.tables.sys_threads).packets_in_rate, 0); // a rate does not stay when traffic ends
});

test('a quiet thread writes no more than its sign of life', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	joinOn(worker.events, 'c');
	await server.ticks(4 * 70, worker);
	const before = ['sys_threads', ...Object.keys(server.tops)].map((name) => server.tables[name].writes);
	await server.ticks(4 * 60, worker);
	const after = ['sys_threads', ...Object.keys(server.tops)].map((name, i) => server.tables[name].writes - before[i]);
	assert.ok(after[0] >= 11 && after[0] <= 13, `${after}`);
	assert.deepEqual(after.slice(1), [0, 0, 0]);
});

test('the last counts of a thread that ended are adopted to the packet', async () => {
	const server = new Server();
	const [a, b] = [server.seeing(1), server.seeing(2)];
	const clients = [joinOn(a.events, 'a1'), joinOn(a.events, 'a2'), joinOn(b.events, 'b1')];
	clients[1].leave();
	await server.ticks(8, a, b);
	for (let i = 0; i < 50; i++) clients[0].receive(message); // after its last record
	clients[0].receive(own);
	server.tables.sys_threads.failDelete = true; // an adoption that fails must not count twice
	await server.ticks(64, b).catch(() => {});
	await server.ticks(4, b).catch(() => {});
	server.tables.sys_threads.failDelete = false;
	await server.ticks(80, b);
	assert.equal(server.tables.sys_threads.size, 1);
	assert.deepEqual(total(server), { in: 54, publish: 51, own: 1, opened: 3, closed: 2, logins: 3, topic: 50 });
	assert.deepEqual(inexact(server), []);
	for (const name of Object.keys(server.tops)) assert.ok(!server.tables[name].has(a.id), name);
	// It was only too busy: it comes back and nothing is counted twice.
	clients[0].receive(message);
	await server.ticks(8, a, b);
	assert.deepEqual(total(server), { in: 55, publish: 52, own: 1, opened: 3, closed: 1, logins: 3, topic: 51 });
	assert.ok(server.tables.sys_clients_top.has(a.id));
});

test('where only the last record is left of a thread, the counts are not exact any more', async () => {
	const server = new Server();
	const [a, b] = [server.seeing(1), server.seeing(2)];
	const client = joinOn(a.events, 'a1');
	await server.ticks(8, a, b);
	server.memories.delete(a.id);
	client.receive(message);
	await server.ticks(140, b);
	assert.deepEqual([total(server).in, total(server).closed, server.tables.sys_threads.size], [1, 1, 1]);
	assert.match(inexact(server)[0], /without leaving its last counts/);
	await server.ticks(8, a, b);
	assert.deepEqual([total(server).in, total(server).closed, total(server).topic], [2, 0, 1]);
});

test('a thread that ends leaves its last counts, though nobody was there to be told of them', async () => {
	const server = new Server();
	const a = server.seeing(1);
	const client = joinOn(a.events, 'a1');
	a.last(); // before it has a record: nothing is known of it then, and nothing lost
	assert.equal(server.tables.sys_threads.size, 0);
	await server.ticks(8, a);
	for (let i = 0; i < 7; i++) client.receive(message); // after its last record
	a.last();
	server.memories.delete(a.id);
	const b = server.seeing(2);
	await server.ticks(140, b);
	assert.deepEqual(total(server), { in: 8, publish: 7, own: 0, opened: 1, closed: 1, logins: 1, topic: 7 });
	assert.deepEqual([inexact(server), server.tables.sys_threads.size], [[], 1]);
});

test('a thread that was taken for dead leaves nothing at its end, since another has its counts', async () => {
	const server = new Server();
	const [a, b] = [server.seeing(1), server.seeing(2)];
	const client = joinOn(a.events, 'a1');
	await server.ticks(8, a, b);
	client.receive(message);
	await server.ticks(140, b);
	a.last();
	await server.ticks(140, b);
	assert.deepEqual([total(server).in, server.tables.sys_threads.size], [2, 1]);
});

test('a thread that has only just started waits until it may have heard of those before it', async () => {
	const server = new Server();
	const a = server.seeing(1);
	const client = joinOn(a.events, 'a1');
	await server.ticks(8, a);
	client.receive(message); // after its last record
	const memory = server.memories.get(a.id);
	server.memories.delete(a.id);
	server.clock += 60_000;
	const b = server.seeing(2);
	server.unanswered = true;
	await server.ticks(8, b);
	assert.equal(server.tables.sys_threads.size, 2);
	server.memories.set(a.id, memory);
	server.unanswered = false;
	await server.ticks(80, b);
	assert.equal(server.tables.sys_threads.size, 1);
	assert.deepEqual([total(server).in, inexact(server)], [2, []]);
});

test('what the counts cover is handed on with them', async () => {
	const server = new Server();
	const covered = () => [...server.tables.sys_threads.values()].map(({ wire }) => [wire.since, wire.first_thread]);
	const began = server.clock;
	const a = server.seeing(3);
	joinOn(a.events, 'a1');
	await server.ticks(8, a);
	assert.deepEqual(covered(), [[began, 3]]);
	const b = server.seeing(4);
	await server.ticks(140, b);
	assert.deepEqual(covered(), [[began, 3]]);
	// A thread of a version that did not count on the wire adds nothing to what is covered.
	const old = { ...only(server.tables.sys_threads), id: `${b.boot}-2`, thread: 2, since: 1, updated: server.clock };
	delete old.wire;
	server.tables.sys_threads.put(old.id, old);
	await server.ticks(140, b);
	assert.deepEqual(covered(), [[began, 3]]);
	assert.match(inexact(server)[0], /without leaving its last counts/);
});

test('inexactness is handed on with the counts', async () => {
	const server = new Server();
	const [a, b] = [server.seeing(1, [{ socket: { destroyed: false } }]), server.seeing(2)];
	await server.ticks(8, a, b);
	assert.deepEqual(inexact(server), ['clients were connected before counting began']);
	await server.ticks(140, b);
	assert.deepEqual(inexact(server), ['clients were connected before counting began']);
});

test('busiest and slowest clients, topics, refusals and storms have records', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'busy');
	joinOn(worker.events, 'other');
	await server.ticks(8, worker);
	for (let i = 0; i < 100; i++) client.receive(message);
	client.socket.full = true;
	client.socket.writableLength = 9000;
	client.write(message);
	worker.events.emit('error', Object.assign(new Error('no'), { statusCode: 403 }), client.socket, { cmd: 'publish', topic: 'a/b' }, client.session);
	await server.ticks(20, worker);
	const { busiest, slowest, lagging, updated, thread } = only(server.tables.sys_clients_top);
	assert.deepEqual([slowest[0].client, slowest[0].untaken, lagging, thread], ['busy', 9000, 1, 1]);
	assert.ok(updated > 0 && Array.isArray(busiest));
	assert.deepEqual(only(server.tables.sys_topics_top).topics[0].in, 100);
	assert.equal(only(server.tables.sys_topics_top).refused[0].reason, 'not allowed');
	assert.equal(only(server.tables.sys_threads).wire.refused_publishes, 1);
	assert.deepEqual(only(server.tables.sys_storms).addresses, [{ key: '10.0.0.1', count: 2, error: 0 }]);
	assert.match(slowest[0].id, new RegExp(`^${worker.id}-`));
	assert.ok(server.tables.sys_sessions.has(slowest[0].id));
});

test('first levels that HarperDB serves from now on are told apart at once', async () => {
	const server = new Server();
	server.resources = new Map([['sys', {}]]);
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'c');
	client.receive(publish({ topic: 'late/x', payload: 'x' }));
	server.resources.set('late/x', {});
	client.receive(publish({ topic: 'late/y', payload: 'x' }));
	client.receive(publish({ topic: 'never/x', payload: 'x' }));
	await server.ticks(8, worker);
	client.receive(publish({ topic: '$SYS/x', payload: 'x' })); // ours, though not served here
	await server.ticks(8, worker);
	const { topics, own_in: ownIn } = only(server.tables.sys_threads).wire;
	assert.deepEqual(topics.map(([name, messages]) => [name, messages]), [['late', 1], ['', 3]]);
	assert.equal(ownIn.publish, 1);
});

test('a second CONNECT on one socket makes no duplicate', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'again');
	worker.events.emit('connected', client.session, client.socket);
	await server.ticks(12, worker);
	assert.deepEqual(only(server.tables.sys_storms).duplicates, []);
	joinOn(worker.events, 'again');
	await server.ticks(12, worker);
	assert.deepEqual(only(server.tables.sys_storms).duplicates, [{ key: 'again', count: 2 }]);
});

test('a slow subscriber is listed within five seconds', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'stopped');
	await server.ticks(40, worker);
	client.socket.full = true;
	client.socket.writableLength = 1;
	client.write(message);
	await server.ticks(20, worker);
	assert.equal(only(server.tables.sys_clients_top).slowest[0].client, 'stopped');
});

test("the thread's record has the few numbers that alerts are about", async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const health = () => only(server.tables.sys_threads).wire.health;
	const stopped = joinOn(worker.events, 'stopped');
	joinOn(worker.events, 'twice');
	joinOn(worker.events, 'twice');
	await server.ticks(1, worker);
	assert.deepEqual([health().lagging, health().longest_queue], [null, null], 'no round has ended yet');
	await server.ticks(40, worker);
	assert.deepEqual(health(), { lagging: 0, longest_queue: 0, opened_peak: 3, flapping: 0, duplicates: 1 });
	stopped.session.subscriptions = [{ topic: 'a/#', queue: { length: 41 } }, { topic: 'b/#', queue: { length: 2 } }];
	stopped.receive(message);
	for (let i = 0; i < 5; i++) worker.events.emit('connected', stopped.session, stopped.socket);
	await server.ticks(20, worker);
	assert.deepEqual(health(), { lagging: 1, longest_queue: 43, opened_peak: 3, flapping: 1, duplicates: 1 });
	await server.ticks(4 * 70, worker);
	assert.deepEqual(health(), { lagging: 1, longest_queue: 43, opened_peak: 0, flapping: 0, duplicates: 1 });
});

test('who falls behind is not known where packets are not counted', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'c');
	const lag = () => only(server.tables.sys_threads).wire.health.lagging;
	await server.ticks(40, worker);
	assert.equal(lag(), 0);
	worker.eyes.counter.switch(false);
	await server.ticks(40, worker);
	assert.equal(lag(), null);
	worker.eyes.counter.switch(true);
	await server.ticks(40, worker);
	assert.equal(lag(), null, 'the client that was there meanwhile is not counted');
	client.socket.emit('close');
	await server.ticks(40, worker);
	assert.equal(lag(), 0);
});

test('the record of a client has what its CONNECT told', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	joinOn(worker.events, 'syspulse-1', { version: 5, will: true });
	await server.ticks(8, worker);
	const { protocol_version: version, will, own } = only(server.tables.sys_sessions);
	assert.deepEqual([version, will, own], [5, true, true]);
});

test('a fault in telling costs neither the sign of life nor the list of clients', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const { counter } = worker.eyes;
	const fail = () => {
		throw new TypeError('ours');
	};
	counter.record = fail;
	counter.topics.busiest = fail;
	joinOn(worker.events, 'c');
	await server.ticks(40, worker);
	assert.equal(server.tables.sys_sessions.size, 1);
	assert.ok(server.clock - only(server.tables.sys_threads).updated <= 5000);
	assert.ok(counter.numbers[AT.faults] > 0);
});

test('the numbers of one client are told on request, to super users only', async () => {
	const server = new Server();
	const [a, b] = [server.seeing(1), server.seeing(2)];
	const client = joinOn(b.events, 'b1');
	client.receive(message);
	await server.ticks(8, a, b);
	const { id } = only(server.tables.sys_sessions);
	server.ask({ id: 'k1', action: 'describe_client', target: id });
	server.ask({ id: 'k2', action: 'describe_client', target: id }, 'builder');
	server.ask({ id: 'k3', action: 'describe_client', target: 'nobody-1-1' });
	await server.ticks(8, a, b);
	const [one, two, three] = ['k1', 'k2', 'k3'].map((name) => server.tables.sys_commands.get(name));
	assert.deepEqual([one.state, one.result.client, one.result.messages_in, one.result.queued], ['done', 'b1', 1, 0]);
	assert.deepEqual([two.state, two.result, three.state], ['failed', undefined, 'failed']);
	assert.equal(client.socket.destroyed, false);
});

test('records of a former run of the server go', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	server.tops.sys_storms.put('old-1', { id: 'old-1' });
	await server.ticks(80, worker);
	assert.equal(server.tops.sys_storms.has('old-1'), false);
});

test('without its tables the component goes on', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	for (const name of Object.keys(server.tops)) delete server.tables[name];
	joinOn(worker.events, 'c');
	await server.ticks(40, worker);
	assert.equal(server.tables.sys_sessions.size, 1);
	assert.equal(only(server.tables.sys_threads).wire.faults, 0);
});

test('threads hear of each other, whoever was first', async () => {
	const memories = [1, 2, 3].map(() => new SharedArrayBuffer(64));
	let now = 0;
	const made = (id, memory) => new Shared(id, memory, () => now);
	const [a, b] = [made('a', memories[0]), made('b', memories[1])];
	assert.ok(b.mayHearOf('c'));
	const odd = made('odd', new SharedArrayBuffer(8)); // of another version
	const c = made('c', memories[2]);
	const all = [a, b, c, odd];
	await until(() => a.memoryOf('c') && c.memoryOf('a') && b.memoryOf('a'));
	assert.deepEqual([!!a.memoryOf('b'), !!a.memoryOf('c'), !!b.memoryOf('a'), !!c.memoryOf('a')], [true, true, true, true]);
	assert.equal(a.memoryOf('odd'), undefined);
	assert.ok(!b.mayHearOf('a') && b.mayHearOf('odd'));
	now = 30_000;
	assert.ok(b.mayHearOf('odd'), 'a thread that was busy for long has heard nothing meanwhile');
	now += 5000;
	assert.ok(b.mayHearOf('odd'));
	now += 5000;
	assert.ok(!b.mayHearOf('odd'), 'nothing more will come');
	const d = made('d', new SharedArrayBuffer(64));
	await until(() => d.memoryOf('c'));
	a.close();
	const e = made('e', new SharedArrayBuffer(64)); // hears of one that has ended already
	await until(() => e.memoryOf('a'));
	assert.ok(d.memoryOf('a') && e.memoryOf('a'));
	all.push(d, e);
	all.shift();
	a.keep(new Set());
	assert.ok(a.memoryOf('b'), 'one that has just started has no record yet');
	now = 61000;
	a.keep(new Set(['c']));
	assert.deepEqual([!!a.memoryOf('b'), !!a.memoryOf('c')], [false, true]);
	for (const shared of all) shared.close();
});
