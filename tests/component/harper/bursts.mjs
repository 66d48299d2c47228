// Random bursts against a HarperDB that runs: every counter must equal what the clients have sent and got, to the packet
// and the byte. HarperDB's own analytics stand beside it in the table.
//   node bursts.mjs HARPERDB-PACKAGE BURSTS [SEED]
// The server comes in the environment: SYSPULSE_PORTS (operations, HTTP, HTTPS, MQTT and MQTT over TLS, with commas),
// SYSPULSE_USER and SYSPULSE_PASSWORD. A table "burst" must be exported.
import { aliased, connect, packet, randomness } from '../packets.mjs';
import { until } from '../until.mjs';
import { rowsAfter, sumOf } from './analytics.mjs';
import { add, addTopics, Client, zero } from './client.mjs';
import { Server } from './server.mjs';

const [pkg, bursts, firstSeed = '1'] = process.argv.slice(2);
const [ops, http, https, mqtt, mqtts] = process.env.SYSPULSE_PORTS.split(',').map(Number);
const { SYSPULSE_USER: user, SYSPULSE_PASSWORD: password } = process.env;
const server = Object.assign(new Server({ ops, http, https, mqtt, mqtts, user, password }), { pkg });
const total = { in: zero(), out: zero(), own_in: zero(), own_out: zero() };
const others = { refused_logins: 0, logins: 0, refused_publishes: 0 };
const topics = {}; // messages and bytes by first level
const TRANSPORTS = ['tcp', 'tls', 'ws', 'wss'];
let clients = 0;
let single = 0; // clients whose own numbers were compared

const payloadOf = (random) => {
	const length = random.of([0, 0, 1, 20, 100, 120, 130, 1000, 16380, 70000]);
	return length === 0 ? '' : JSON.stringify('x'.repeat(random.chance(0.01) ? 1 << 20 : length));
};

async function opened(made, options) {
	const client = await new Client(server, options).open();
	made.push(client);
	return client;
}

async function joined(made, { will = false, ...options }) {
	const client = await opened(made, options);
	await client.login({ will });
	others.logins++;
	return client;
}

const HOSTILE = {
	garbage: (random) => Buffer.from([0x4f, ...Array.from({ length: 60 }, () => random.below(256))]),
	http: () => Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
	flags: () => Buffer.from([0x80, 2, 0, 1]),
	qos3: () => Buffer.from([0x36, 5, 0, 1, 0x61, 0, 1]),
	type0: () => Buffer.from([0x00, 3, 1, 2, 3]),
	length: () => Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01, 0x00]),
};

/** One that sends what no client should. */
async function hostile(random, made) {
	const kind = random.of([...Object.keys(HOSTILE), 'half', 'scan', 'again', 'reset', 'login', 'alias', 'huge']);
	const options = { transport: random.of(TRANSPORTS), version: random.of([4, 5]), id: `evil${random.below(1e6)}`, random };
	const knows = ['flags', 'length', 'again', 'reset', 'alias', 'type0', 'qos3', 'huge'].includes(kind);
	const client = await (knows ? joined(made, options) : opened(made, options));
	if (HOSTILE[kind]) {
		client.in.malformed++;
		await client.raw(HOSTILE[kind](random));
		await until(() => client.closed);
	}
	if (kind === 'half') await client.raw(connect({ id: 'half', user: 'x', password: 'y' }).subarray(0, 5 + random.below(10)));
	if (kind === 'huge') await client.raw(Buffer.concat([Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(500)]));
	if (kind === 'again') {
		await client.login();
		others.logins++;
	}
	if (kind === 'login') {
		await client.login({ user: 'nobody', password: 'wrong' });
		others.refused_logins++;
	}
	if (kind === 'alias' && client.version === 5) {
		client.publish({ topic: 'sys/alias', payload: '1', properties: aliased(7) });
		client.publish({ topic: 'sys/alias', name: '', payload: '2', properties: aliased(7) });
		client.publish({ topic: '', payload: '3', properties: aliased(9) }); // never defined
		others.refused_publishes += 2; // HarperDB has announced that it knows no aliases
		await client.pinged();
	}
	if (kind === 'reset') client.reset();
	else client.end();
}

const publisherOf = async (made, seed, i, random, most) => {
	const client = await joined(made, { transport: random.of(TRANSPORTS), version: random.of([4, 5]), id: `p${seed}-${i}`, random: randomness(seed * 1000 + 500 + i) });
	for (let n = random.below(most); n > 0; n--) {
		const topic = random.of(['burst/a', 'burst/b/c', 'burst/d', 'sys/burst', 'nowhere/x', 'burst/€']);
		const retain = random.chance(0.05) && topic === 'burst/a';
		const payload = payloadOf(random);
		client.publish({ topic, qos: random.below(3), retain, dup: random.chance(0.05), payload });
		// HarperDB takes an empty payload for a deletion, which only a retained message can be.
		if (topic.startsWith('nowhere') || (payload === '' && !retain)) others.refused_publishes++;
		if (random.chance(0.1)) client.send(packet(0xc0), {});
	}
	await client.settled();
	return client;
};

/** The numbers that the component has of single clients. */
async function compareSingle(list) {
	const sessions = await until(async () => {
		const rows = await server.rows('sys_sessions');
		const found = list.map((client) => rows.find((row) => row.client === client.id));
		return found.every(Boolean) && found;
	});
	const records = sessions.map(({ id: target }) => ({ id: `burst-${target}`, action: 'describe_client', target, requested: Date.now() }));
	await server.op({ operation: 'upsert', database: 'data', table: 'sys_commands', records });
	const answers = await until(async () => {
		const rows = await server.rows('sys_commands');
		const found = records.map(({ id }) => rows.find((row) => row.id === id && row.state));
		return found.every(Boolean) && found;
	});
	return list.flatMap(({ id, in: from, out: to }, i) => {
		const { result, message } = answers[i];
		if (!result) return [`${id}: ${message}`];
		single++;
		const truth = { messages_in: from.publish, messages_out: to.publish, packets_in: from.packets, packets_out: to.packets, bytes_in: from.bytes, bytes_out: to.bytes };
		return Object.entries(truth).filter(([name, n]) => result[name] !== n).map(([name, n]) => `${id}.${name} counted ${result[name]}, true ${n}`);
	});
}

/** @returns what is wrong of single clients */
async function burst(seed) {
	const random = randomness(seed);
	const made = [];
	const count = random.chance(0.1) ? 50 : 1 + random.below(6);
	const subscribers = await Promise.all(Array.from({ length: count }, async (_, i) => {
		const own = random.chance(0.1);
		const filter = random.chance(0.9) ? 'burst' : 'sys';
		const qos = random.below(3);
		const client = await joined(made, { transport: random.of(TRANSPORTS), version: random.of([4, 5]), id: `${own ? 'syspulse-' : 's'}${seed}-${i}`, random: randomness(seed * 1000 + i), own, will: random.chance(0.2) });
		client.marks = 0;
		client.got.on('publish', ({ topic }) => (client.marks += Number(topic === `${filter}/end`)));
		await client.subscribe(`${filter}/#`, qos);
		return client;
	}));
	const bad = Array.from({ length: random.below(4) }, () => hostile(random, made));
	const publishers = await Promise.all(Array.from({ length: 1 + random.below(5) }, (_, i) => publisherOf(made, seed, i, random, count > 10 ? 40 : 200)));
	await Promise.all(bad);
	// What comes last shows that all has come.
	for (const client of publishers) for (const root of ['burst', 'sys']) client.publish({ topic: `${root}/end`, qos: 1, payload: '1' });
	await Promise.all(subscribers.map((client) => until(() => client.marks === publishers.length)));
	const staying = [...subscribers, ...publishers];
	await Promise.all(staying.map((client) => client.settled()));
	await Promise.all(staying.map((client) => client.pinged()));
	const wrong = await compareSingle(staying);
	await Promise.all(staying.map((client) => client.leave()));
	clients += made.length;
	for (const client of made) {
		if (client.wrong) wrong.push(`${client.id} got something that is not MQTT: ${client.wrong.message}`);
		add(total.in, client.in);
		add(total.out, client.out);
		add(total.own_in, client.ownIn);
		add(total.own_out, client.ownOut);
		addTopics(topics, client.topics);
	}
	return wrong;
}

const ROOTS = ['burst', 'sys']; // that have numbers of their own
const rootsOf = (rows) => {
	const sums = {};
	for (const [name, ...row] of rows) addTopics(sums, { [ROOTS.includes(name) ? name : 'others']: row });
	return sums;
};

/** All counters: what is true, what the component has counted, and what analytics say. */
function comparison(wire, before, analytics) {
	const rows = [];
	for (const side of Object.keys(total))
		for (const name of Object.keys(total[side])) {
			if (side.startsWith('own') && name === 'malformed') continue;
			rows.push({ name: `${side}.${name}`, truth: total[side][name], wire: wire[side][name] - before[side][name], analytics: analytics?.[side]?.[name] });
		}
	for (const name of Object.keys(others)) rows.push({ name, truth: others[name], wire: wire[name] - before[name], analytics: analytics?.[name] });
	rows.push({ name: 'opened', truth: clients, wire: wire.opened - before.opened }, { name: 'closed', truth: clients, wire: wire.closed - before.closed });
	const [truth, counted, earlier] = [Object.entries(topics).map(([name, row]) => [name, ...row]), wire.topics, before.topics].map(rootsOf);
	for (const root of [...ROOTS, 'others'])
		['messages in', 'bytes in', 'messages out', 'bytes out'].forEach((what, i) => {
			rows.push({ name: `${root}: ${what}`, truth: truth[root]?.[i] ?? 0, wire: (counted[root]?.[i] ?? 0) - (earlier[root]?.[i] ?? 0) });
		});
	return rows;
}

function differences(wire, before) {
	const list = comparison(wire, before).filter((row) => row.truth !== row.wire).map((row) => `${row.name} counted ${row.wire}, true ${row.truth}`);
	if (wire.inexact_since) list.push(`inexact: ${wire.inexact_reason}`);
	if (wire.faults || wire.uncounted) list.push(`faults ${wire.faults} ${wire.last_fault}, uncounted ${wire.uncounted}`);
	return list;
}

function print(rows) {
	const cell = (value) => String(value ?? '-').padStart(14);
	console.log(`${'counter'.padEnd(24)}${['clients', 'component', 'analytics'].map(cell).join('')}`);
	for (const row of rows.filter(({ truth, wire, analytics }) => truth || wire || analytics)) {
		const told = row.analytics !== undefined && row.truth > 0 ? `  ${((row.analytics / row.truth - 1) * 100).toFixed(2)} %` : '';
		console.log(`${row.name.padEnd(24)}${cell(row.truth)}${cell(row.wire)}${cell(row.analytics)}${told}${row.truth === row.wire ? '' : '  DIFFERS'}`);
	}
}

let exact = 0;
// Whoever was there before has gone, and that is told.
const begun = Date.now();
await until(async () => (await server.rows('sys_threads')).every(({ updated, wire }) => updated > begun && wire.opened === wire.closed));
const before = await server.wire();
const start = (await rowsAfter(server, begun - 60000)).reduce((last, { id }) => Math.max(last, id), 0);
for (let i = 0; i < Number(bursts); i++) {
	const seed = Number(firstSeed) + i;
	const wrong = await burst(seed);
	let list = [];
	await until(async () => (list = differences(await server.wire(), before)).length === 0, 30000).catch(() => {});
	list.push(...wrong);
	if (list.length === 0) exact++;
	else console.log(`burst ${seed}: ${list.join('; ')}`);
	if ((i + 1) % 20 === 0) console.log(`${i + 1} bursts, ${clients} clients, ${total.in.packets} packets in, ${total.out.packets} out`);
	if (i + 1 - exact > 3) break; // the sums of one that differs are in all later ones
}
// A worker's last report comes within about a second of what it is about.
const end = Date.now() + 3000;
const reports = await until(async () => {
	const rows = await rowsAfter(server, start);
	return rows.some(({ id }) => id > end) && rows;
});
print(comparison(await server.wire(), before, sumOf(reports)));
console.log(`${exact} of ${bursts} bursts exact; clients ${clients}, ${single} of them also by their own numbers`);
process.exit(exact === Number(bursts) ? 0 : 1);
