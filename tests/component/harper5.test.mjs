// What newer servers do that the pinned ones do not, as far as the component meets it: Harper 5 is not to be had here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinOn } from './fakewire.mjs';
import { Server } from './fakeserver.mjs';
import { packet, publish } from './packets.mjs';

const only = (table) => [...table.values()][0];

test('an event that is not known, such as "acknowledged", changes nothing', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'c', { version: 5 });
	const counted = () => {
		const { sockets, connects, disconnects, errors, wire } = only(server.tables.sys_threads);
		const { in: received, out, refused_publishes, faults } = wire;
		return structuredClone({ sockets, connects, disconnects, errors, received, out, refused_publishes, faults });
	};
	await server.ticks(8, worker);
	const before = counted();
	worker.events.emit('acknowledged', { cmd: 'puback', messageId: 1 }, client.socket, client.session);
	worker.events.emit('acknowledged');
	await server.ticks(8, worker);
	assert.deepEqual(counted(), before);
	assert.deepEqual(server.warnings, []);
});

test('a worker that ends says goodbye to its MQTT 5 clients: counted, and the end of a trace', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'c', { version: 5 });
	await server.ticks(8, worker);
	const target = only(server.tables.sys_sessions).id;
	server.ask({ id: 'k', action: 'trace_client', target });
	await server.ticks(8, worker);
	const sent = () => only(server.tables.sys_threads).wire.out.disconnect;
	assert.equal(sent(), 0);
	client.write(packet(0xe0, Buffer.from([0x8b, 0]))); // server shutting down
	client.leave();
	await server.ticks(8, worker);
	assert.equal(sent(), 1);
	assert.equal(only(server.tables.sys_threads).disconnects, 1);
	assert.equal(server.tables.sys_sessions.size, 0);
	const traces = [...server.tables.sys_traces.values()];
	assert.deepEqual(traces.flatMap((row) => row.packets ?? []).map(({ type, reason }) => [type, reason]), [['disconnect', 0x8b]]);
	assert.ok(traces.some(({ state, reason }) => state === 'ended' && reason === 'left'));
});

test('refusals with reasons of MQTT 5: not authorized, and a topic that is not valid', async () => {
	const server = new Server();
	const worker = server.seeing(1);
	const client = joinOn(worker.events, 'c', { version: 5 });
	const refuse = (topic, error, code) => {
		client.receive(publish({ version: 5, topic, qos: 1, id: 9, payload: 'x' }));
		client.write(packet(0x40, Buffer.from([0, 9, code, 0])));
		worker.events.emit('error', error, client.socket, { cmd: 'publish', topic }, client.session);
	};
	refuse('locked/1', Object.assign(new Error('x'), { statusCode: 403, reasonCode: 0x87 }), 0x87);
	refuse('a/#', Object.assign(new Error('x'), { statusCode: 400, reasonCode: 0x90 }), 0x90);
	await server.ticks(8, worker);
	const { wire } = only(server.tables.sys_threads);
	assert.equal(wire.refused_publishes, 2);
	assert.deepEqual([wire.in.publish, wire.out.puback], [2, 2]);
	assert.deepEqual(
		only(server.tables.sys_topics_top).refused.map(({ topic, reason }) => [topic, reason]),
		[['locked/1', 'not allowed'], ['a/#', 'not valid']]
	);
});
