// The hooks on real sockets: they lose nothing, change nothing, and no fault of ours gets through them.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import { Counter } from '../../resources/component/counts.js';
import { connectionOf, listen, LostPlaces } from '../../resources/component/wire.js';
import { Wired } from './fakewire.mjs';
import { connect, packet, publish } from './packets.mjs';
import { until } from './until.mjs';

/** Takes connections as HarperDB does: announces them first, and reads from them only some time later. */
class Broker {
	mqtt = { events: new EventEmitter(), sessions: new Set() };
	counter = new Counter(() => 1000);
	got = [];

	sockets = [];

	async start(t, readAfter = () => {}) {
		t.after(() => this.stop()); // also where an assertion fails
		this.lost = new LostPlaces(this.counter);
		listen(this.counter, this.mqtt);
		this.server = net.createServer(async (socket) => {
			this.mqtt.events.emit('connection', socket);
			this.socket = socket;
			this.sockets.push(socket);
			socket.on('error', () => {});
			socket.on('close', () => this.mqtt.events.emit('disconnected', undefined, socket));
			await readAfter();
			socket.on('data', (bytes) => this.got.push(bytes));
		});
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return this;
	}

	async client() {
		const client = net.connect(this.server.address().port, '127.0.0.1');
		client.on('error', () => {});
		this.sockets.push(client);
		await once(client, 'connect');
		await until(() => this.socket);
		return client;
	}

	get bytes() {
		return Buffer.concat(this.got);
	}

	stop() {
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
	}
}

const hello = Buffer.concat([connect({ id: 'x' }), publish({ topic: 'a/b', payload: 'xyz' })]);

test('what comes before HarperDB reads reaches both it and the counter', async (t) => {
	let read;
	const broker = await new Broker().start(t, () => new Promise((done) => (read = done)));
	const client = await broker.client();
	client.write(hello);
	await until(() => broker.socket.readableLength === hello.length);
	assert.equal(broker.counter.record().in.bytes, 0);
	read();
	await until(() => broker.bytes.length === hello.length);
	assert.deepEqual(broker.bytes, hello);
	const { in: from } = broker.counter.record();
	assert.deepEqual([from.packets, from.connect, from.publish, from.bytes], [2, 1, 1, hello.length]);
	client.end();
	await until(() => broker.counter.record().closed === 1);
	assert.deepEqual([broker.counter.record().proven, broker.counter.record().inexact_since], [1, null]);
});

test('writes keep their results, callbacks and errors', async (t) => {
	const broker = await new Broker().start(t);
	const client = await broker.client();
	const { socket } = broker;
	const message = publish({ topic: 'a', payload: 'x' });
	await new Promise((done) => assert.equal(socket.write(message, done), true));
	const big = publish({ topic: 'a', payload: Buffer.alloc(5_000_000) });
	assert.equal(socket.write(big), false); // the client reads nothing
	assert.throws(() => socket.write(5), { code: 'ERR_INVALID_ARG_TYPE' });
	const { out } = broker.counter.record();
	assert.deepEqual([out.packets, out.bytes], [2, message.length + big.length]);
	assert.equal(broker.counter.record().faults, 0);
});

test('what is written to a connection that has ended counts as dropped', async (t) => {
	const broker = await new Broker().start(t);
	const client = await broker.client();
	broker.socket.end();
	broker.socket.write(publish({ topic: 'a', payload: 'x' }));
	broker.socket.write(packet(0xd0));
	const { dropped, dropped_publishes: publishes, out } = broker.counter.record();
	assert.deepEqual([dropped, publishes, out.packets], [2, 1, 0]);
});

test('a fault of the counter reaches nobody, costs one connection, and is told', async (t) => {
	const broker = await new Broker().start(t);
	const { counter } = broker;
	const count = counter.packet;
	counter.packet = () => {
		throw new TypeError('ours');
	};
	const client = await broker.client();
	const faulty = broker.socket;
	client.write(hello);
	await until(() => broker.bytes.length === hello.length);
	assert.equal(broker.socket.write(packet(0xd0)), true);
	counter.packet = count;
	broker.socket = null;
	const other = await broker.client();
	other.write(hello);
	client.write(hello);
	await until(() => broker.bytes.length === 3 * hello.length);
	const record = counter.record();
	assert.deepEqual([record.faults, record.uncounted, record.in.publish], [1, 1, 1]);
	assert.equal(record.inexact_since, 1000);
	assert.match(record.inexact_reason, /fault/);
	assert.match(record.last_fault, /TypeError: ours/);
	assert.equal(connectionOf(faulty).counted, false);
});

test('a fault in looking after slow clients reaches nobody either', async (t) => {
	const broker = await new Broker().start(t);
	broker.counter.onStalled = () => {
		throw new TypeError('ours');
	};
	await broker.client(); // reads nothing
	assert.equal(broker.socket.write(publish({ topic: 'a', payload: Buffer.alloc(5_000_000) })), false);
	assert.deepEqual([broker.counter.record().faults, broker.counter.record().uncounted], [1, 1]);
});

test('a listener of ours that fails is not heard by HarperDB, which would stop its own work', async (t) => {
	const broker = await new Broker().start(t);
	for (const name of ['connection', 'connected', 'disconnected']) broker.mqtt.events.emit(name);
	assert.ok(broker.counter.record().faults > 0);
});

test('many faults switch counting off', async (t) => {
	const broker = await new Broker().start(t);
	for (let i = 0; i < 100; i++) broker.counter.fault(new Error('again'));
	const client = await broker.client();
	client.write(hello);
	await until(() => broker.bytes.length === hello.length);
	const record = broker.counter.record();
	assert.deepEqual([record.counting, record.in.packets], [false, 0]);
});

test('counting that is switched off and on again tells since when it is not exact', async (t) => {
	const broker = await new Broker().start(t);
	const client = await broker.client();
	client.write(hello);
	await until(() => broker.bytes.length === hello.length);
	broker.counter.switch(false);
	client.write(hello.subarray(0, 5));
	broker.socket.write(packet(0xd0));
	await until(() => broker.bytes.length === hello.length + 5);
	broker.counter.switch(true);
	client.write(hello.subarray(5));
	await until(() => broker.bytes.length === 2 * hello.length);
	const record = broker.counter.record();
	assert.deepEqual([record.counting, record.in.packets, record.out.packets], [true, 2, 0]);
	assert.match(record.inexact_reason, /switched off/);
	broker.socket = null;
	const later = await broker.client();
	later.write(hello);
	await until(() => broker.bytes.length === 3 * hello.length);
	assert.equal(broker.counter.record().in.packets, 4);
});

test('connections that are not counted because counting was off are told until they end', () => {
	const wired = new Wired();
	const { counter } = wired;
	const told = () => [counter.record().counting, counter.record().blind, counter.record().switched];
	const clients = ['a', 'b', 'lost'].map((name) => wired.join(name));
	clients[2].connection.fail(new Error('ours')); // not counted either, but for another reason
	assert.deepEqual(told(), [true, 0, null]);
	counter.switch(false);
	assert.deepEqual(told(), [false, 3, 1000]);
	clients.push(wired.join('while off'));
	clients[0].leave();
	assert.deepEqual(told(), [false, 3, 1000]);
	counter.switch(true);
	clients.push(wired.join('after'), wired.join('after, and lost'));
	clients[5].connection.fail(new Error('ours'));
	for (const [i, left] of [[1, 2], [2, 1], [4, 1], [5, 1], [3, 0]]) {
		clients[i].leave();
		assert.equal(counter.blind, left, `${i}`);
	}
	assert.deepEqual([counter.open, counter.record().opened, counter.record().closed], [0, 6, 6]);
});

test('clients that were connected before counting began are not counted until they end', () => {
	const events = new EventEmitter();
	const socket = Object.assign(new EventEmitter(), { destroyed: false });
	const counter = new Counter(() => 1000);
	listen(counter, { events, sessions: new Set([{ socket }, { socket: { destroyed: true } }]) });
	assert.equal(counter.record().blind, 1);
	socket.emit('close');
	assert.equal(counter.record().blind, 0);
});

test('a client that goes on after something malformed makes the counts inexact; one that is closed does not', async (t) => {
	for (const closes of [true, false]) {
		const broker = await new Broker().start(t);
		const client = await broker.client();
		client.write(Buffer.from([0x36, 0]));
		await until(() => broker.bytes.length === 2);
		if (closes) broker.socket.destroy();
		broker.lost.check(0);
		broker.lost.check(1999);
		assert.equal(broker.counter.record().inexact_since, null);
		broker.lost.check(2000);
		assert.equal(broker.counter.record().inexact_since, closes ? null : 1000);
		assert.equal(broker.counter.record().in.malformed, 1);
	}
});

test('bytes that went past the counter are noticed at the end of the connection', async (t) => {
	const broker = await new Broker().start(t);
	const client = await broker.client();
	net.Socket.prototype.write.call(broker.socket, packet(0xd0));
	client.end();
	await until(() => broker.counter.record().closed === 1);
	const record = broker.counter.record();
	assert.equal(record.proven, 0);
	assert.match(record.inexact_reason, /other bytes/);
});

test('a client that breaks off while much is under way to it proves nothing wrong', async (t) => {
	const broker = await new Broker().start(t);
	const client = await broker.client();
	client.pause();
	const { socket } = broker;
	const message = publish({ topic: 'a', payload: Buffer.alloc(100000) });
	let sent = 0;
	while (sent++ < 1000 && socket.write(message));
	for (let i = 0; i < 20; i++) socket.write(message);
	client.resetAndDestroy();
	await until(() => broker.counter.record().closed === 1);
	await until(() => broker.counter.record().proven + broker.counter.record().uncounted === 1);
	assert.equal(broker.counter.record().inexact_reason, null);
});

test('a connection that HarperDB refuses before it reads is closed like any other', async (t) => {
	// As where the client has no certificate: no end of it is announced.
	const counter = new Counter(() => 1000);
	const events = new EventEmitter();
	let ended = 0;
	listen(counter, { events }, () => ended++);
	const server = net.createServer((socket) => {
		events.emit('connection', socket);
		socket.end();
	});
	t.after(() => server.close());
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const client = net.connect(server.address().port, '127.0.0.1').resume();
	await once(client, 'close');
	while (ended === 0) await new Promise(setImmediate);
	const { opened, closed, inexact_reason: reason } = counter.record();
	assert.deepEqual([opened, closed, reason], [1, 1, null]);
});

test('clients that were there before make the counts inexact', () => {
	const counter = new Counter(() => 1000);
	const sessions = new Set([{ socket: { destroyed: false } }, { socket: { destroyed: true } }, {}]);
	listen(counter, { events: new EventEmitter(), sessions });
	assert.deepEqual([counter.record().uncounted, counter.record().inexact_since], [1, 1000]);
});

test('WebSockets: messages in any form, and sending', () => {
	class WebSocket extends EventEmitter {
		readyState = 1;
		_socket = { writableNeedDrain: false };
		sent = [];
		send(data, ...rest) {
			this.sent.push([data, ...rest]);
			return undefined;
		}
		terminate() {}
	}
	const counter = new Counter(() => 1000);
	const mqtt = { events: new EventEmitter() };
	listen(counter, mqtt);
	const socket = new WebSocket();
	mqtt.events.emit('connection', socket);
	mqtt.events.emit('connection', socket); // announced twice, counted once
	const stalled = [];
	counter.onStalled = (connection) => stalled.push(connection);
	const bytes = hello;
	socket.emit('message', bytes.subarray(0, 3), true);
	socket.emit('message', [bytes.subarray(3, 5), bytes.subarray(5, 9)], true);
	socket.emit('message', new Uint8Array(bytes.subarray(9)).buffer, true);
	socket.emit('message', packet(0xc0), false);
	const answer = Buffer.from([0x20, 2, 0, 0]);
	const options = {};
	socket.send(answer, options);
	assert.deepEqual(socket.sent, [[answer, options]]);
	socket._socket.writableNeedDrain = true;
	socket.send(answer);
	assert.equal(stalled.length, 1);
	socket.readyState = 3;
	socket.send(answer);
	const { in: from, out, dropped } = counter.record();
	assert.deepEqual([from.packets, from.publish, from.bytes], [3, 1, bytes.length + 2]);
	assert.deepEqual([out.packets, out.connack, dropped], [2, 2, 1]);
});
