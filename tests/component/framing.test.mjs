// Packets are found however they are cut, and nothing hostile brings the framing out of step.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Counter, IN, OUT } from '../../resources/component/counts.js';
import { Direction } from '../../resources/component/framing.js';
import { aliased, connect, cut, field, packet, publish, randomness, varint } from './packets.mjs';

/** A connection without a socket. */
function joined(counter = new Counter(() => 1000)) {
	const connection = { version: 5, keepAlive: 0, will: false, own: false, session: {}, round: 0, told: null };
	connection.in = new Direction(connection, counter, IN);
	connection.out = new Direction(connection, counter, OUT);
	connection.receive = (bytes) => {
		counter.bytes(connection, IN, bytes.length);
		connection.in.feed(bytes);
	};
	connection.send = (bytes) => {
		counter.bytes(connection, OUT, bytes.length);
		connection.out.feed(bytes);
	};
	return Object.assign(connection, { counter });
}

const types = ['connect', 'connack', 'publish', 'puback', 'pubrec', 'pubrel', 'pubcomp', 'subscribe', 'suback',
	'unsubscribe', 'unsuback', 'pingreq', 'pingresp', 'disconnect', 'auth'];

/** What a client sends, and what that must be counted as. */
function conversation(random) {
	const version = random.of([3, 4, 5]);
	const own = random.chance(0.2);
	const expected = { in: {}, own_in: {}, topics: {} };
	const parts = [];
	const count = (side, type, size) => {
		const sum = expected[side];
		sum.packets = (sum.packets ?? 0) + 1;
		sum[type] = (sum[type] ?? 0) + 1;
		if (side === 'own_in') sum.bytes = (sum.bytes ?? 0) + size;
	};
	const add = (bytes, isOwn) => {
		parts.push(bytes);
		const type = types[(bytes[0] >> 4) - 1];
		count('in', type, bytes.length);
		if (isOwn) count('own_in', type, bytes.length);
	};
	add(connect({ version, id: own ? 'syspulse-x1' : random.of(['', 'syspuls', 'other-syspulse-', 'x'.repeat(700)]), will: random.chance(0.5),
		properties: version === 5 && random.chance(0.5) ? Buffer.concat([Buffer.from([0x26]), field('a'), field('b'.repeat(300))]) : undefined }), own);
	const aliases = new Map();
	for (let i = random.below(30); i > 0; i--) {
		const kind = random.of(['publish', 'publish', 'publish', 'ping', 'ack', 'subscribe', 'rel']);
		if (kind === 'ping') add(packet(0xc0), own);
		else if (kind === 'ack') add(packet(random.of([0x40, 0x50, 0x70]), Buffer.from([0, 1])), own);
		else if (kind === 'rel') add(packet(0x62, Buffer.from([0, 1])), own);
		else if (kind === 'subscribe') add(packet(0x82, Buffer.from([0, 1]), field('a/b'.repeat(random.below(100))), Buffer.from([1])), own);
		else {
			let topic = random.of(['a/b/c', 'a/b', 'a', '/a/b', 'sys/x', '$SYS/broker/x', 'sys_sessions/1', 'sysx/y', 'é/ü', 'a/' + 'q'.repeat(400), 'z'.repeat(70) + '/x']);
			const qos = random.below(3);
			const retain = random.chance(0.2);
			const dup = random.chance(0.1);
			let properties;
			let name = topic;
			if (version === 5 && random.chance(0.4)) {
				const alias = 1 + random.below(20);
				properties = aliased(alias);
				if (aliases.has(alias) && random.chance(0.7)) {
					topic = aliases.get(alias);
					name = '';
				} else aliases.set(alias, topic);
			}
			const payload = Buffer.alloc(random.of([0, 1, 10, 127, 128, 5000]), 0x30);
			const bytes = publish({ version, topic: name, qos, retain, dup, properties, payload });
			const root = topic.split('/')[topic.startsWith('/') ? 1 : 0];
			const isOwn = own || ['sys', '$SYS', 'sys_sessions'].includes(root);
			add(bytes, isOwn);
			for (const side of isOwn ? ['in', 'own_in'] : ['in']) {
				const sum = expected[side];
				for (const [field, n] of [[`qos${qos}`, 1], ['retained', Number(retain)], ['duplicates', Number(dup)], ['publish_bytes', bytes.length], ['payload_bytes', payload.length]])
					sum[field] = (sum[field] ?? 0) + n;
			}
			const first = topic.startsWith('/') ? `/${root}` : root;
			const key = first.length > 64 ? '' : first;
			const row = (expected.topics[key] ??= [0, 0]);
			row[0]++;
			row[1] += bytes.length;
		}
	}
	return { version, own, bytes: Buffer.concat(parts), expected };
}

function assertCounted(record, expected, bytes, seed) {
	for (const side of ['in', 'own_in'])
		for (const [name, number] of Object.entries(record[side])) {
			if (name === 'bytes' && side === 'in') assert.equal(number, bytes, `bytes of seed ${seed}`);
			else assert.equal(number, expected[side][name] ?? 0, `${side}.${name} of seed ${seed}`);
		}
	const topics = Object.fromEntries(record.topics.map(([name, messages, size]) => [name, [messages, size]]));
	assert.deepEqual(topics, expected.topics, `topics of seed ${seed}`);
}

test('conversations are counted exactly however they are cut', () => {
	for (let seed = 1; seed <= 1500; seed++) {
		const random = randomness(seed);
		const { bytes, expected, version, own } = conversation(random);
		const connection = joined();
		for (const chunk of cut(bytes, random)) connection.receive(chunk);
		assertCounted(connection.counter.record(), expected, bytes.length, seed);
		assert.deepEqual([connection.version, connection.own, connection.keepAlive], [version, own, 30]);
		assert.equal(connection.in.dead, false);
	}
});

test('chunks that are used again for other bytes change nothing', () => {
	for (let seed = 1; seed <= 200; seed++) {
		const random = randomness(seed);
		const { bytes, expected } = conversation(random);
		const connection = joined();
		for (const chunk of cut(bytes, random)) {
			const reused = Buffer.from(chunk);
			connection.receive(reused);
			reused.fill(0xff);
		}
		assertCounted(connection.counter.record(), expected, bytes.length, seed);
	}
});

test('both directions are counted apart', () => {
	const { receive, send, counter } = joined();
	receive(connect({}));
	send(Buffer.from([0x20, 2, 0, 0]));
	send(publish({ topic: 'a/b', payload: 'xyz' }));
	const { in: from, out: to, topics } = counter.record();
	assert.deepEqual([from.packets, from.connect, from.publish, to.packets, to.connack, to.publish], [1, 1, 0, 2, 1, 1]);
	assert.deepEqual([to.payload_bytes, to.publish_bytes, to.bytes], [3, 10, 14]);
	assert.deepEqual(topics, [['a', 0, 0, 1, 10]]);
});

test('what no broker accepts ends a direction, and only that', () => {
	const hostile = [
		Buffer.from([0x30 | 6, 2, 0, 0]), // QoS 3
		Buffer.from([0x80, 2, 0, 1]), // flags of a SUBSCRIBE
		Buffer.from([0x11, 0]),
		Buffer.from([0xc1, 0]),
		Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 1]), // five bytes of length
		Buffer.from([0x00, 0]), // no such type
		Buffer.from([0x0f, 1, 1]),
		Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), // type 4 with flags
	];
	for (const bytes of hostile)
		for (const chunks of [[bytes], [...bytes].map((byte) => Buffer.from([byte]))]) {
			const connection = joined();
			connection.receive(connect({}));
			for (const chunk of chunks) connection.receive(chunk);
			connection.receive(publish({ topic: 'a', payload: 'x' }));
			connection.send(Buffer.from([0xd0, 0]));
			const { in: from, out: to } = connection.counter.record();
			assert.equal(connection.in.dead, true, bytes.toString('hex'));
			assert.deepEqual([from.malformed, from.packets, to.packets], [1, 1, 1]);
			assert.equal(connection.out.dead, false);
		}
});

test('packets that contradict themselves keep the framing in step', () => {
	// HarperDB's parser takes some of these and closes the connection at others; the next packet decides nothing.
	const odd = [
		packet(0x30), // no room for a topic
		packet(0x30, Buffer.from([0])),
		packet(0x30, Buffer.from([0xff, 0xff, 0x61])), // a topic that is longer than the packet
		packet(0x32, Buffer.from([0, 1, 0x61])), // no packet id
		packet(0x32, Buffer.from([0, 1, 0x61, 0])),
		packet(0x30, field('a'), Buffer.from([0xff, 0xff, 0xff, 0xff])), // properties
		packet(0x30, field('a'), Buffer.from([0x80])),
		packet(0x30, field('a'), Buffer.from([50, 0x23])),
		packet(0x30, field('a'), Buffer.from([3, 0x23, 0, 0])),
		packet(0x30, field('a'), Buffer.from([1, 0x7f])),
		packet(0x10, Buffer.from([0])),
		packet(0x10),
		packet(0x10, field('MQTT'), Buffer.from([5, 2, 0, 0, 0xff, 0xff, 0xff, 0xff])),
	];
	for (const bytes of odd) {
		const numbers = [];
		for (const chunks of [[bytes], [...bytes].map((byte) => Buffer.from([byte]))]) {
			const connection = joined();
			for (const chunk of chunks) connection.receive(chunk);
			connection.receive(packet(0xc0));
			numbers.push(connection.counter.record().in);
		}
		assert.deepEqual([numbers[0].packets, numbers[0].pingreq, numbers[0].malformed], [2, 1, 0], bytes.toString('hex'));
		assert.deepEqual(numbers[1], numbers[0], bytes.toString('hex'));
	}
});

test('aliases end with the session that they were made in', () => {
	const { receive, counter } = joined();
	const alias = aliased(3);
	receive(connect({ version: 5 }));
	receive(publish({ version: 5, topic: 'sys/x', payload: '', properties: alias }));
	receive(publish({ version: 5, topic: '', payload: '', properties: alias }));
	assert.equal(counter.record().own_in.publish, 2);
	receive(connect({ version: 5 }));
	receive(publish({ version: 5, topic: '', payload: '', properties: alias }));
	assert.equal(counter.record().own_in.publish, 2);
	for (let i = 1; i < 1000; i++) receive(publish({ version: 5, topic: 'sys/x', payload: '', properties: aliased(i) })); // no more than some are kept
	receive(publish({ version: 5, topic: '', payload: '', properties: aliased(64) }));
	receive(publish({ version: 5, topic: '', payload: '', properties: aliased(65) }));
	assert.deepEqual(counter.record().own_in.publish, 2 + 999 + 1);
});

test('what follows a client id is not part of it', () => {
	const connection = joined();
	connection.receive(connect({ id: 'syspuls', user: 'x'.repeat(0x652d) })); // a length that reads "e-"
	assert.equal(connection.own, false);
	connection.receive(connect({ id: 'syspulse-1' }));
	assert.equal(connection.own, true);
});

test('a CONNECT of another version while a packet goes out breaks nothing', () => {
	const message = publish({ topic: 'a/b', qos: 1, payload: 'xyz' });
	for (let at = 1; at < message.length; at++) {
		const { receive, send, counter } = joined();
		receive(connect({ version: 4 }));
		send(message.subarray(0, at));
		receive(connect({ version: 5 }));
		send(message.subarray(at));
		assert.deepEqual([counter.record().out.publish, counter.record().out.publish_bytes], [1, message.length], `cut at ${at}`);
	}
});

test('garbage in any number and size of chunks throws nothing', () => {
	for (let seed = 1; seed <= 3000; seed++) {
		const random = randomness(seed);
		const connection = joined();
		const bytes = Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256)));
		if (random.chance(0.7) && bytes.length > 0) bytes[0] = random.of([0x10, 0x30, 0x32, 0x3d, 0x82]);
		for (const chunk of cut(bytes, random)) connection.receive(chunk);
		assert.equal(connection.counter.record().in.bytes, bytes.length);
	}
});

test('a length that promises 256 MB keeps nothing of what comes', () => {
	const connection = joined();
	connection.receive(Buffer.concat([Buffer.from([0x30]), varint(268435455), field('a/b')]));
	const chunk = Buffer.alloc(65536);
	const before = process.memoryUsage().arrayBuffers;
	for (let i = 0; i < 4000; i++) connection.receive(chunk);
	assert.ok(process.memoryUsage().arrayBuffers - before < 1e6);
	assert.equal(connection.counter.record().in.packets, 0);
});

test('a client cannot fill the table of first levels', () => {
	const served = new Set(['orders', 'late']);
	const connection = joined(new Counter(() => 1000, { isServed: (root) => served.has(root) && root !== 'late' }));
	connection.receive(connect({}));
	for (let i = 0; i < 500; i++) connection.receive(publish({ topic: `evil${i}/x`, payload: '' }));
	connection.receive(publish({ topic: 'orders/1', payload: 'x' }));
	assert.deepEqual(connection.counter.record().topics.map(([name, messages]) => [name, messages]), [['orders', 1], ['', 500]]);
});
