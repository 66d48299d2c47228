// The trace of one client: what is told of its packets, who may ask for it, and how it ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PacketFinder } from '../../resources/component/tracepackets.js';
import { joinOn } from './fakewire.mjs';
import { join, Server } from './fakeserver.mjs';
import { connect, cut, field, packet, publish, randomness } from './packets.mjs';

const SECRET = 'never-to-be-seen';
const acknowledge = (head, id, ...rest) => packet(head, Buffer.from([id >> 8, id & 255, ...rest]));
const none = Buffer.from([0]);

/** A worker that traces the client "c"; `ask` makes further requests. */
async function traced(options, { version = 4, server = new Server(), worker = server.seeing(1) } = {}) {
	const client = joinOn(worker.events, 'c', { version });
	await server.ticks(8, worker);
	const session = [...server.tables.sys_sessions.values()].find((row) => row.client === 'c').id;
	const ask = async (id, action, target, more = {}, user = 'root') => {
		server.ask({ id, action, target, ...more }, user);
		await server.ticks(8, worker);
		return server.tables.sys_commands.get(id);
	};
	const answer = await ask('k', 'trace_client', session, options === undefined ? {} : { options });
	const { trace } = answer.result ?? {};
	const head = () => server.tables.sys_traces.get(trace);
	const packets = () =>
		[...server.tables.sys_traces.values()].filter((row) => row.trace === trace && row.chunk).sort((a, b) => a.chunk - b.chunk).flatMap((row) => row.packets);
	return { server, worker, client, session, ask, answer, trace, head, packets };
}

test('each packet is told with its header, topic, sizes and the time until it was acknowledged', async () => {
	const { server, worker, client, head, packets } = await traced();
	const first = publish({ topic: 'a/b', qos: 1, id: 9, dup: true, payload: SECRET });
	client.receive(first);
	server.clock += 30;
	client.write(acknowledge(0x40, 9));
	client.receive(publish({ topic: 'a/0', payload: SECRET, retain: true }));
	client.write(publish({ topic: 'out', qos: 2, id: 5, payload: SECRET }));
	server.clock += 7;
	client.receive(acknowledge(0x50, 5));
	client.write(acknowledge(0x62, 5));
	server.clock += 3;
	client.receive(acknowledge(0x70, 5));
	client.receive(packet(0x82, Buffer.from([0, 3]), field('x/#'), none, field('y'), none));
	client.write(acknowledge(0x90, 3, 1, 128));
	client.receive(packet(0xc0));
	client.write(packet(0xd0));
	await server.ticks(8, worker);
	const brief = packets().map(({ at, ...each }) => each);
	assert.deepEqual(brief, [
		{ n: 1, direction: 'in', type: 'publish', flags: 10, size: first.length, topic: 'a/b', id: 9, payload: SECRET.length },
		{ n: 2, direction: 'out', type: 'puback', flags: 0, size: 4, id: 9, reason: null, answers: 1, after: 30 },
		{ n: 3, direction: 'in', type: 'publish', flags: 1, size: 23, topic: 'a/0', id: null, payload: SECRET.length },
		{ n: 4, direction: 'out', type: 'publish', flags: 4, size: 25, topic: 'out', id: 5, payload: SECRET.length },
		{ n: 5, direction: 'in', type: 'pubrec', flags: 0, size: 4, id: 5, reason: null, answers: 4, after: 7 },
		{ n: 6, direction: 'out', type: 'pubrel', flags: 2, size: 4, id: 5, reason: null, answers: 4, after: 7 },
		{ n: 7, direction: 'in', type: 'pubcomp', flags: 0, size: 4, id: 5, reason: null, answers: 4, after: 10 },
		{ n: 8, direction: 'in', type: 'subscribe', flags: 2, size: 14, id: 3, topic: 'x/#', more: 1 },
		{ n: 9, direction: 'out', type: 'suback', flags: 0, size: 6, id: 3, reason: 1, answers: 8, after: 0 },
		{ n: 10, direction: 'in', type: 'pingreq', flags: 0, size: 2 },
		{ n: 11, direction: 'out', type: 'pingresp', flags: 0, size: 2, answers: 10, after: 0 },
	]);
	const { client: who, user, address, state, count, limit_packets: limit } = head();
	assert.deepEqual([who, user, address, state, count, limit], ['c', 'ann', '10.0.0.1', 'running', 11, 5000]);
	assert.doesNotMatch(JSON.stringify([...server.tables.sys_traces.values()]), new RegExp(SECRET));
});

test('MQTT 5: properties are stepped over, reasons are told, aliases have no topic', async () => {
	const { server, worker, client, packets } = await traced({}, { version: 5 });
	client.receive(publish({ version: 5, topic: 'a', qos: 1, id: 1, properties: Buffer.from([0x23, 0, 7]), payload: 'four' }));
	client.write(acknowledge(0x40, 1, 0x87));
	client.receive(publish({ version: 5, topic: '', properties: Buffer.from([0x23, 0, 7]), payload: 'four' }));
	client.receive(publish({ version: 5, topic: 'p', properties: Buffer.concat([Buffer.from([0x26]), field('k'), field('v'.repeat(300))]), payload: '' }));
	client.receive(packet(0x82, Buffer.from([0, 2, 2, 0x0b, 1]), field('f'), none));
	client.write(packet(0x90, Buffer.from([0, 2, 0, 0x8f])));
	client.receive(packet(0xe0, Buffer.from([4, 0])));
	await server.ticks(8, worker);
	assert.deepEqual(
		packets().map(({ type, topic, payload, reason }) => [type, topic, payload, reason]),
		[
			['publish', 'a', 4, undefined], ['puback', undefined, undefined, 0x87], ['publish', '', 4, undefined],
			['publish', 'p', 0, undefined], ['subscribe', 'f', undefined, undefined], ['suback', undefined, undefined, 0x8f],
			['disconnect', undefined, undefined, 4],
		]
	);
});

test('a QoS 2 message that is refused ends its exchange', async () => {
	const { server, worker, client, packets } = await traced({}, { version: 5 });
	client.receive(publish({ version: 5, topic: 'a', qos: 2, id: 1, payload: '' }));
	client.write(acknowledge(0x50, 1, 0x87));
	client.write(acknowledge(0x70, 1)); // nobody asked for it
	await server.ticks(8, worker);
	assert.deepEqual(packets().map(({ answers }) => answers), [undefined, 1, undefined]);
});

test('packets cut anywhere are told as whole ones are, and the trace begins with the next one', () => {
	const random = randomness(11);
	const all = [];
	for (let i = 0; i < 200; i++) {
		const qos = random.below(3);
		const topic = 't'.repeat(1 + random.below(random.chance(0.1) ? 3000 : 20));
		all.push(
			random.chance(0.8)
				? publish({ topic, qos, id: i + 1, payload: Buffer.alloc(random.below(random.chance(0.1) ? 20000 : 200)) })
				: packet(0x82, Buffer.from([0, 9]), field(topic), none)
		);
	}
	const told = (chunks, skip) => {
		const list = [];
		const finder = new PacketFinder({ version: 4 }, skip, (each) => list.push(each));
		for (const chunk of chunks) finder.feed(chunk);
		assert.equal(finder.dead, false);
		return list;
	};
	const bytes = Buffer.concat(all);
	const whole = told([bytes], 0);
	assert.deepEqual(whole.map(({ size }) => size), all.map(({ length }) => length));
	for (let i = 0; i < 20; i++) assert.deepEqual(told(cut(bytes, random), 0), whole);
	const half = all[0].length >> 1;
	assert.deepEqual(told(cut(bytes.subarray(half), random), all[0].length - half), whole.slice(1));
});

test('a trace that begins in the middle of a packet begins with the next one, and counting is as before', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'c');
	const message = publish({ topic: 'a', qos: 1, id: 1, payload: Buffer.alloc(300) });
	await server.ticks(8, worker);
	// Cut within the length of the packet, where nobody knows how much of it is still to come.
	client.receive(message.subarray(0, 2));
	const [{ id }] = server.tables.sys_sessions.values();
	server.ask({ id: 'k', action: 'trace_client', target: id });
	await server.ticks(8, worker);
	client.receive(message.subarray(2, 3));
	client.receive(message.subarray(3));
	client.receive(publish({ topic: 'b', payload: 'x' }));
	await server.ticks(8, worker);
	const { trace } = server.tables.sys_commands.get('k').result;
	assert.deepEqual(server.tables.sys_traces.get(`${trace}-1`).packets.map(({ n, topic }) => [n, topic]), [[1, 'b']]);
	assert.deepEqual([client.connection.in.messages, client.connection.in.dead], [2, false]);
});

test('a trace ends with its packets, its time, its client or by request, and then costs nothing', async () => {
	const message = publish({ topic: 'a', payload: 'x' });
	const ends = {
		packets: async ({ client }) => { for (let i = 0; i < 700; i++) client.receive(message); },
		time: async ({ server, worker }) => server.ticks(4 * 31, worker),
		left: async ({ client }) => client.leave(),
		stopped: async ({ ask, trace }) => ask('s', 'stop_trace', trace),
		replaced: async ({ ask, session }) => ask('t', 'trace_client', session),
		uncounted: async ({ worker }) => worker.eyes.counter.switch(false),
	};
	for (const [reason, end] of Object.entries(ends)) {
		const run = await traced({ seconds: 30, packets: 600 });
		const { server, worker, client, head, packets } = run;
		client.receive(message);
		await end(run);
		await server.ticks(8, worker);
		assert.deepEqual([head().state, head().reason], ['ended', reason]);
		assert.deepEqual([packets().length, head().count], reason === 'packets' ? [600, 600] : [1, 1]);
		assert.equal(packets().every(({ n }, i) => n === i + 1), true);
		const { connection, socket } = client;
		if (reason === 'replaced') await run.ask('u', 'stop_trace', server.tables.sys_commands.get('t').result.trace);
		assert.equal(connection.original === Object.getPrototypeOf(socket).write, true, reason);
		assert.equal(socket.listenerCount('data'), 2, reason);
		const before = connection.in.messages;
		if (reason !== 'uncounted') client.receive(message);
		await server.ticks(8, worker);
		assert.deepEqual([packets().length, connection.in.messages - before], [head().count, reason === 'uncounted' ? 0 : 1]);
		await server.ticks(4 * 80, worker); // nothing stays
		assert.equal(server.tables.sys_traces.size, 0, reason);
	}
});

test('a trace ends when its worker restarts, and when the server does', async () => {
	for (const restart of ['worker', 'server']) {
		const { server, client, head, packets } = await traced();
		client.receive(publish({ topic: 'a', payload: 'x' }));
		if (restart === 'server') server.started = server.clock;
		const third = server.seeing(restart === 'server' ? 1 : 3); // the first one is silent from now on
		await server.ticks(4 * 25, third);
		if (restart === 'server') assert.equal(head()?.reason ?? 'gone', 'restart');
		else assert.deepEqual([head().state, head().reason, packets().length], ['ended', 'restart', 0]);
		await server.ticks(4 * 80, third);
		assert.equal(server.tables.sys_traces.size, 0);
	}
});

test('only super users may trace, within the limits, and only what is there', async () => {
	const run = await traced();
	const { ask, session, server, worker, trace } = run;
	for (const user of ['builder', 'reader', 'gone']) {
		const refused = await ask(`r-${user}`, 'trace_client', session, {}, user);
		assert.deepEqual([refused.state, refused.message], ['failed', 'Only super users may ask for this.']);
		assert.equal((await ask(`s-${user}`, 'stop_trace', trace, {}, user)).state, 'failed');
	}
	assert.equal(run.head().state, 'running');
	const wrong = [{ seconds: 601 }, { seconds: 0 }, { seconds: '5' }, { packets: 5001 }, { packets: 0 }, { packets: 1.5 }, { seconds: null }];
	for (const [i, options] of wrong.entries()) {
		const refused = await ask(`l-${i}`, 'trace_client', session, { options });
		assert.deepEqual([refused.state, refused.result], ['failed', undefined]);
		assert.match(refused.message, /at most 10 minutes and 5,000 packets/);
	}
	assert.match((await ask('x', 'trace_client', 'gone-1-1')).message, /not connected any more/);
	assert.match((await ask('y', 'stop_trace', `${session}-99`)).message, /ended already/);
	assert.match((await ask('z', 'stop_trace', 'gone-1-1-1')).message, /ended already/);
	// One that was connected before counting began.
	const blind = join(worker, 'blind');
	const { socket } = blind;
	delete socket[Symbol.for('syspulse.connection')];
	await server.ticks(8, worker);
	const { id } = [...server.tables.sys_sessions.values()].find(({ client }) => client === 'blind');
	assert.match((await ask('b', 'trace_client', id)).message, /not counted/);
});

test('a worker traces a few clients at once', async () => {
	const { server, worker, ask } = await traced();
	for (let i = 0; i < 4; i++) joinOn(worker.events, `more${i}`);
	await server.ticks(8, worker);
	const states = [];
	for (const { id, client } of [...server.tables.sys_sessions.values()])
		if (client.startsWith('more')) states.push((await ask(`k-${client}`, 'trace_client', id)).state);
	assert.deepEqual(states, ['done', 'done', 'done', 'failed']);
	assert.match(server.tables.sys_commands.get('k-more3').message, /already traces 4 clients/);
});

test('what could not be written is written later, once', async () => {
	const { server, worker, client, packets, head } = await traced();
	server.failing = true;
	for (let i = 0; i < 300; i++) client.receive(publish({ topic: 'a', payload: 'x' }));
	for (let i = 0; i < 8; i++) await server.ticks(1, worker).catch(() => {});
	client.leave();
	server.failing = false;
	await server.ticks(8, worker);
	assert.deepEqual([packets().length, packets().at(-1).n, head().state], [300, 300, 'ended']);
});

test('an error of a trace ends it, and nothing else', async () => {
	const { server, worker, client, head } = await traced();
	const broken = Buffer.from(publish({ topic: 'a', payload: 'x' }));
	Object.defineProperty(broken, 'subarray', { value: () => { throw new Error('broken'); } });
	client.receive(broken);
	await server.ticks(8, worker);
	assert.deepEqual([head().state, head().reason, worker.eyes.counter.lastFault], ['ended', 'fault', 'Error: broken']);
	client.receive(publish({ topic: 'a', payload: 'x' }));
	assert.equal(client.connection.in.messages, 2); // counted as before
});

test('secrets of a login are not looked at', async () => {
	const { server, worker, client, packets } = await traced();
	client.receive(connect({ id: 'c', user: 'ann', password: SECRET }));
	client.receive(packet(0xf0, Buffer.from(SECRET)));
	await server.ticks(8, worker);
	assert.deepEqual(packets().map(({ at, ...each }) => Object.keys(each).join()), Array(2).fill('n,direction,type,flags,size'));
});

test('a trace that nobody can write, because its table is gone, ends', async () => {
	const { server, worker, client, ask, session } = await traced();
	delete server.tables.sys_traces;
	client.receive(publish({ topic: 'a', payload: 'x' }));
	await server.ticks(8, worker);
	assert.equal(client.socket.listenerCount('data'), 2);
	assert.match((await ask('n', 'trace_client', session)).message, /does not exist/);
});
