// What was captured of real sessions, whole and damaged in every way that a network and a hostile client know, is counted
// as a slow reader of the whole stream counts it, however the segments are cut.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Counter, IN, OUT } from '../../resources/component/counts.js';
import { Direction } from '../../resources/component/framing.js';
import { cut, randomness } from './packets.mjs';

const NAMES = ['connect', 'connack', 'publish', 'puback', 'pubrec', 'pubrel', 'pubcomp', 'subscribe', 'suback',
	'unsubscribe', 'unsuback', 'pingreq', 'pingresp', 'disconnect', 'auth'];

/** The sessions of captures.txt, each a list of segments. */
const sessions = readFileSync(new URL('captures.txt', import.meta.url), 'utf8')
	.split(/^# /m)
	.map((session) => session.split('\n').filter((line) => /^[<>] /.test(line)))
	.filter((lines) => lines.length > 0)
	.map((lines) => lines.map((line) => ({ out: line[0] === '<', bytes: Buffer.from(line.slice(2), 'hex') })));

/** Whether HarperDB's parser goes on behind this first byte of a packet. */
function goesOn(head) {
	const type = head >> 4;
	if (type === 0 || type === 3) return (head & 6) !== 6; // QoS 3
	return (head & 15) === ([6, 8, 10].includes(type) ? 2 : 0);
}

/** Counts from the whole stream of one direction, from MQTT 5, 2.1, alone. */
function counted(bytes) {
	const counts = { packets: 0, malformed: 0, publish_bytes: 0, qos0: 0, qos1: 0, qos2: 0, retained: 0, duplicates: 0, bytes: bytes.length };
	for (const name of NAMES) counts[name] = 0;
	let at = 0;
	while (at < bytes.length) {
		const head = bytes[at];
		if (!goesOn(head)) return { ...counts, malformed: 1 };
		let length = 0;
		let field = 0;
		let more = true;
		while (more && field < 4) {
			if (at + 1 + field >= bytes.length) return counts;
			const byte = bytes[at + 1 + field];
			length += (byte % 128) * 128 ** field++;
			more = byte >= 128;
		}
		if (more) return { ...counts, malformed: 1 };
		const size = 1 + field + length;
		if (at + size > bytes.length) return counts;
		const type = head >> 4;
		if (type === 0) return { ...counts, malformed: 1 };
		counts.packets++;
		counts[NAMES[type - 1]]++;
		if (type === 3) {
			counts.publish_bytes += size;
			counts[`qos${(head >> 1) & 3}`]++;
			counts.retained += head & 1;
			counts.duplicates += (head >> 3) & 1;
		}
		at += size;
	}
	return counts;
}

/** What happens to segments on their way, or is done to them. */
function damaged(session, { below, chance, of }) {
	const segments = session.map(({ out, bytes }) => ({ out, bytes: Buffer.from(bytes) }));
	for (let times = below(6); times > 0 && segments.length > 0; times--) {
		const i = below(segments.length);
		const { bytes } = segments[i];
		const at = chance(0.3) ? 0 : below(Math.max(1, bytes.length));
		const change = below(8);
		if (change === 0 && bytes.length > 0) bytes[at] ^= 1 << below(8);
		else if (change === 1 && bytes.length > 0) bytes[at] = of([0, 1, 127, 128, 255, 0x10, 0x30, 0x3d]);
		else if (change === 2) segments.splice(i, 1); // lost
		else if (change === 3) segments.splice(i, 0, segments[i]); // sent again
		else if (change === 4) segments[i] = { out: segments[i].out, bytes: bytes.subarray(0, at) };
		else if (change === 5) segments[i] = { out: chance(0.2) ? !segments[i].out : segments[i].out, bytes: Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]) };
		else if (change === 6) segments.push(segments.splice(i, 1)[0]); // late
		else bytes.subarray(at + 1, at + 2 + below(5)).fill(of([0x80, 0xff])); // a length that goes on
	}
	return segments;
}

function replay(segments, cutter) {
	const counter = new Counter(() => 1000);
	const connection = { version: 5, keepAlive: 0, will: false, own: false, session: {}, round: 0, told: null };
	const directions = [new Direction(connection, counter, IN), new Direction(connection, counter, OUT)];
	for (const { out, bytes } of segments) {
		for (const chunk of cutter(bytes)) {
			counter.bytes(connection, out ? OUT : IN, chunk.length);
			directions[Number(out)].feed(chunk);
		}
	}
	const { version, keepAlive, will, own } = connection;
	return { record: counter.record(), connection: { version, keepAlive, will, own }, left: directions.map((d) => d.left) };
}

const whole = (bytes) => [bytes];
const single = (bytes) => [...bytes].map((byte) => Buffer.from([byte]));
const streamOf = (segments, out) => Buffer.concat(segments.filter((s) => s.out === out).map((s) => s.bytes));

function check(segments, random, what) {
	const { record, connection, left } = replay(segments, whole);
	for (const [side, out] of [['in', false], ['out', true]]) {
		const expected = counted(streamOf(segments, out));
		for (const [name, number] of Object.entries(expected)) assert.equal(record[side][name], number, `${side}.${name} of ${what}`);
	}
	for (const cutter of [single, (bytes) => cut(bytes, random)])
		assert.deepEqual(replay(segments, cutter), { record, connection, left }, what);
}

test('captured sessions are counted as a slow reader counts them', () => {
	assert.ok(sessions.length >= 5);
	sessions.forEach((segments, i) => check(segments, randomness(i + 1), `session ${i}`));
	assert.equal(counted(streamOf(sessions[0], false)).packets, 5); // the reader itself reads something
});

test('damaged ones as well', () => {
	for (let seed = 1; seed <= 3000; seed++) {
		const random = randomness(seed);
		check(damaged(random.of(sessions), random), random, `seed ${seed}`);
	}
});
