// A fan-out is counted by comparing each message with the one before: exactly as if each were looked into.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { numbersOf } from '../../resources/component/clients.js';
import { Counter, OUT } from '../../resources/component/counts.js';
import { joinOn, Wired } from './fakewire.mjs';
import { connect, cut, packet, publish, randomness } from './packets.mjs';

/** Two brokers with the same clients, of which one looks into each message. */
function twins(random) {
	const plain = new Counter(() => 1000);
	plain.repeated = () => false;
	const brokers = [new Wired(), new Wired(new EventEmitter(), plain)];
	const versions = Array.from({ length: 6 }, () => random.of([4, 4, 5]));
	const clients = brokers.map(({ events }) =>
		versions.map((version, i) => {
			const id = i === 5 ? 'syspulse-x1' : `c${i}`;
			const client = joinOn(events, id);
			client.receive(connect({ version, id }));
			return client;
		})
	);
	return { counters: brokers.map(({ counter }) => counter), clients, versions };
}

const told = (counter, clients) => ({
	record: counter.record(),
	// Their order depends on a mean, which is not taken message by message.
	topics: counter.topics.busiest(50, 1, 2000).sort((a, b) => (a.topic < b.topic ? -1 : 1)),
	clients: clients.map(({ connection }) => numbersOf(connection)),
});

/** What six subscribers get in a fan-out, now and then with something else in between. */
function fanOut(random) {
	const topic = random.of(['a/b', 'a/c', 'a', 'sys/x', '$SYS/broker/x', 'a/' + 'q'.repeat(300), '']);
	const qos = random.below(3);
	const size = random.of([0, 3, 3, 200]);
	const first = { topic, qos, retain: random.chance(0.2), dup: random.chance(0.2) };
	const properties = random.of([undefined, undefined, Buffer.from([0x01, 0x01]), Buffer.from([0x23, 0, 7])]);
	return (version) => {
		const bytes = publish({ ...first, version, id: random.below(65536), payload: 'x'.repeat(size), properties: version === 5 ? properties : undefined });
		if (random.chance(0.05)) return [packet(0xd0)];
		if (random.chance(0.05)) return [Buffer.concat([bytes, bytes])];
		return random.chance(0.05) ? cut(bytes, random) : [bytes];
	};
}

test('any mix of messages is counted like one by one', () => {
	for (let seed = 1; seed <= 300; seed++) {
		const random = randomness(seed);
		const { counters, clients, versions } = twins(random);
		const both = (i, work) => clients.forEach((list) => work(list[i]));
		for (let n = 0; n < 30; n++) {
			const next = fanOut(random);
			for (let times = random.below(4); times >= 0; times--)
				versions.forEach((version, i) => {
					for (const bytes of next(version)) both(i, (client) => client.write(bytes));
				});
			if (random.chance(0.2)) both(random.below(6), (client) => client.receive(publish({ version: 4, topic: 'in/x', payload: 'y' })));
			if (random.chance(0.1)) both(random.below(6), ({ socket }) => (socket.full = !socket.full));
			if (random.chance(0.2)) {
				const [a, b] = counters.map((counter, i) => told(counter, clients[i]));
				assert.deepEqual(a, b, `seed ${seed}, at ${n}`);
			}
		}
		const [a, b] = counters.map((counter, i) => told(counter, clients[i]));
		assert.deepEqual(a, b, `seed ${seed}`);
	}
});

test('a payload that says something else in as many bytes is the same to count, another topic is not', () => {
	const { counter, events } = new Wired();
	const client = joinOn(events, 'x');
	client.receive(connect({ id: 'x' }));
	for (const [topic, payload] of [['a/b', '1'], ['a/b', '2'], ['a/c', '2'], ['a/b', '3'], ['a/c', '3'], ['a/c', '4']])
		client.write(publish({ topic, payload }));
	assert.equal(counter.sumsOf(OUT).packets, 6);
	client.write(publish({ topic: 'a/c', payload: '5' }));
	const topics = counter.topics.busiest(50, 1, 2000).map(({ topic, out }) => [topic, out]);
	assert.deepEqual(topics.sort(), [['a/b', 3], ['a/c', 4]]);
	assert.equal(counter.record().out.packets, 7);
});

test('only what is the same is taken for a repetition', () => {
	const { counter, events } = new Wired();
	const [old, v5, cutOff] = [4, 5, 4].map((version, i) => {
		const client = joinOn(events, `c${i}`);
		client.receive(connect({ version, id: `c${i}` }));
		return client;
	});
	const payloads = () => counter.record().out.payload_bytes;
	v5.write(publish({ version: 5, topic: 'a', payload: 'xyz' }));
	old.write(publish({ version: 4, topic: 'a', payload: '\0xyz' })); // the same bytes
	assert.equal(payloads(), 7);
	const message = publish({ topic: 'b', payload: 'xyz' });
	old.write(message);
	const whole = publish({ topic: 'c', payload: message }); // ends with a chunk that looks like a message
	cutOff.write(whole.subarray(0, -message.length));
	cutOff.write(message);
	assert.equal(counter.record().out.publish, 4);
	assert.equal(payloads(), 10 + message.length);

	old.write(publish({ topic: 'b', qos: 1, id: 1, payload: 'xyz' }));
	assert.ok(counter.repeated(old.connection, publish({ topic: 'b', qos: 1, id: 777, payload: 'xyz' })));
	assert.ok(!counter.repeated(old.connection, publish({ topic: 'b', qos: 2, id: 1, payload: 'xyz' })));
});

test('a client that only gets repetitions is active, and is noticed when it takes no more', () => {
	const { counter, events } = new Wired();
	const clients = ['x', 'y'].map((id) => {
		const client = joinOn(events, id);
		client.receive(connect({ id }));
		return client;
	});
	counter.coarse = 7000;
	counter.round++;
	counter.active.length = 0;
	for (const { write } of clients) write(publish({ topic: 'a', payload: 'x' }));
	assert.deepEqual(counter.active.map(({ activeAt }) => activeAt), [7000, 7000]);
	const stalled = [];
	counter.onStalled = (connection) => stalled.push(connection);
	clients[1].socket.full = true;
	clients[1].write(publish({ topic: 'a', payload: 'x' }));
	assert.deepEqual(stalled, [clients[1].connection]);
});

test('a topic that is written very often keeps its place while others push', () => {
	const { counter, events } = new Wired();
	const client = joinOn(events, 'x');
	client.receive(connect({ id: 'x' }));
	for (let i = 0; i < 999; i++) for (let n = 0; n < 3; n++) client.receive(publish({ topic: `old/${i}`, payload: 'x' }));
	for (let i = 0; i < 50; i++) client.write(publish({ topic: 'hot/x', payload: 'x' }));
	for (let i = 0; i < 2000; i++) client.receive(publish({ topic: `new/${i}`, payload: 'x' }));
	const [hot] = counter.topics.busiest(50, 1, 2000).filter(({ topic }) => topic === 'hot/x');
	assert.equal(hot?.out, 50);
});

test('a thread that ends in the middle of a fan-out takes no message with it', () => {
	const ended = new Wired();
	const { events } = ended;
	const clients = [joinOn(events, 'x'), joinOn(events, 'y')];
	for (const { receive } of clients) receive(connect({ id: 'x' }));
	const message = publish({ topic: 'sys/a', qos: 1, payload: 'xyz' });
	for (let i = 0; i < 10; i++) for (const client of clients) client.write(message);

	const other = new Counter(() => 1000);
	const undo = other.adopt(ended.counter.memory, undefined);
	const { out, own_out: own, topics } = other.record();
	assert.deepEqual([out.publish, out.qos1, out.bytes, own.publish, own.bytes], [20, 20, 20 * message.length, 20, 20 * message.length]);
	assert.deepEqual(topics, [['sys', 0, 0, 20, 20 * message.length]]);
	// It lives after all: what was taken over is not told twice, and nothing is lost.
	clients[0].write(message);
	ended.counter.disown(undefined);
	assert.equal(ended.counter.record().out.publish, 1);
	undo();
	assert.equal(other.record().out.publish, 0);
});

test('counting that is switched off in the middle of a fan-out keeps what was counted', () => {
	const { counter, events } = new Wired();
	const client = joinOn(events, 'x');
	client.receive(connect({ id: 'x' }));
	for (let i = 0; i < 3; i++) client.write(publish({ topic: 'a', payload: 'x' }));
	counter.switch(false);
	client.write(publish({ topic: 'a', payload: 'x' }));
	assert.equal(counter.record().out.publish, 3);
});
