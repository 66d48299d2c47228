// Random bursts against a real HarperDB: every counter must equal what the clients have sent and got.
//   node bursts.mjs HARPERDB-PACKAGE FOLDER THREADS BURSTS [SEED]
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { aliased, connect, packet, randomness } from '../packets.mjs';
import { add, Client, zero } from './client.mjs';
import { Harper } from './server.mjs';

const [pkg, dir, threads, bursts, firstSeed = '1'] = process.argv.slice(2);
const harper = new Harper({ pkg, dir, threads: Number(threads), extra: fileURLToPath(new URL('extra', import.meta.url)) });
const total = { in: zero(), out: zero(), own_in: zero(), own_out: zero() };
const others = { refused_logins: 0, logins: 0 };

const payloadOf = (random) => {
	const length = random.of([0, 0, 1, 20, 100, 120, 130, 1000, 16380, 70000]);
	return length === 0 ? '' : JSON.stringify('x'.repeat(random.chance(0.01) ? 1 << 20 : length));
};

async function hostile(random, made) {
	const client = await new Client(harper, { transport: random.of(['tcp', 'tls', 'ws', 'wss']), version: random.of([4, 5]), id: `evil${random.below(1e6)}`, random }).open();
	made.push(client);
	const kind = random.of(['garbage', 'half', 'http', 'flags', 'length', 'scan', 'again', 'reset', 'type0', 'login', 'alias', 'qos3', 'huge']);
	const dead = (bytes) => { client.in.malformed++; return client.raw(bytes); };
	if (['flags', 'length', 'again', 'reset', 'alias', 'type0', 'qos3', 'huge'].includes(kind)) {
		await client.login();
		others.logins++;
	}
	if (kind === 'garbage') await dead(Buffer.from([0x01 | (random.below(15) << 4 | 4), ...Array.from({ length: 60 }, () => random.below(256))].map((b, i) => (i === 0 ? 0x4f : b))));
	if (kind === 'half') await client.raw(connect({ id: 'half', user: 'x', password: 'y' }).subarray(0, 5 + random.below(10)));
	if (kind === 'http') await dead(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
	if (kind === 'flags') await dead(Buffer.from([0x80, 2, 0, 1]));
	if (kind === 'qos3') await dead(Buffer.from([0x36, 5, 0, 1, 0x61, 0, 1]));
	if (kind === 'type0') await dead(Buffer.from([0x00, 3, 1, 2, 3]));
	if (kind === 'length') await dead(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01, 0x00]));
	if (kind === 'huge') await client.raw(Buffer.concat([Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(500)]));
	if (kind === 'again') { await client.login(); others.logins++; }
	if (kind === 'login') { await client.login({ user: 'nobody', password: 'wrong' }); others.refused_logins++; }
	if (kind === 'alias' && client.version === 5) {
		client.publish({ topic: 'sys/alias', payload: '1', properties: aliased(7) });
		client.publish({ topic: 'sys/alias', name: '', payload: '2', properties: aliased(7) });
		client.publish({ topic: 'burst/alias', name: '', payload: '3', properties: aliased(9) });
	}
	await sleep(300); // for the server to read it all: it answers some of this with nothing
	if (kind === 'reset') client.reset();
	else client.end();
}

async function burst(seed) {
	const random = randomness(seed);
	const made = [];
	const transports = ['tcp', 'tls', 'ws', 'wss'];
	const count = random.chance(0.1) ? 50 : 1 + random.below(6);
	const subscribers = await Promise.all(Array.from({ length: count }, async (_, i) => {
		const own = random.chance(0.1);
		const client = await new Client(harper, { transport: random.of(transports), version: random.of([4, 5]), id: `${own ? 'syspulse-' : 's'}${seed}-${i}`, random: randomness(seed * 1000 + i), own }).open();
		made.push(client);
		await client.login({ will: random.chance(0.2) });
		others.logins++;
		await client.subscribe(random.chance(0.9) ? 'burst/#' : 'sys/#', random.below(3));
		return client;
	}));
	const bad = Array.from({ length: random.below(4) }, () => hostile(random, made));
	const publishers = await Promise.all(Array.from({ length: 1 + random.below(5) }, async (_, i) => {
		const version = random.of([4, 5]);
		const client = await new Client(harper, { transport: random.of(transports), version, id: `p${seed}-${i}`, random: randomness(seed * 1000 + 500 + i) }).open();
		made.push(client);
		await client.login();
		others.logins++;
		for (let n = random.below(count > 10 ? 40 : 200); n > 0; n--) {
			const topic = random.of(['burst/a', 'burst/b/c', 'burst/d', 'sys/burst', 'nowhere/x', 'burst/€']);
			client.publish({ topic, qos: random.below(3), retain: random.chance(0.05) && topic === 'burst/a', dup: random.chance(0.05), payload: payloadOf(random) });
			if (random.chance(0.1)) client.send(packet(0xc0), {});
		}
		return client;
	}));
	await Promise.all(bad);
	// Until nothing comes any more.
	for (let quiet = 0; quiet < 3; ) {
		await Promise.all(made.map((client) => client.sent));
		const before = made.map((client) => client.out.bytes + client.in.bytes).join();
		await sleep(120);
		quiet = before === made.map((client) => client.out.bytes + client.in.bytes).join() ? quiet + 1 : 0;
	}
	await Promise.all([...subscribers, ...publishers].map((client) => client.leave()));
	for (const client of made) {
		if (client.wrong) console.log(`seed ${seed}: ${client.id} got something that is not MQTT: ${client.wrong.message}`);
		add(total.in, client.in);
		add(total.out, client.out);
		add(total.own_in, client.ownIn);
		add(total.own_out, client.ownOut);
	}
	return made.length;
}

function differences(wire, before) {
	const list = [];
	for (const side of Object.keys(total))
		for (const name of Object.keys(total[side])) {
			if (side.startsWith('own') && name === 'malformed') continue;
			const counted = wire[side][name] - (before?.[side][name] ?? 0);
			if (counted !== total[side][name]) list.push(`${side}.${name} counted ${counted}, true ${total[side][name]}`);
		}
	for (const name of Object.keys(others)) if (wire[name] - before[name] !== others[name]) list.push(`${name} counted ${wire[name] - before[name]}, true ${others[name]}`);
	if (wire.opened - wire.closed !== 0) list.push(`opened ${wire.opened}, closed ${wire.closed}`);
	if (wire.inexact_since) list.push(`inexact: ${wire.inexact_reason}`);
	if (wire.faults || wire.uncounted) list.push(`faults ${wire.faults} ${wire.last_fault}, uncounted ${wire.uncounted}`);
	return list;
}

let exact = 0;
try {
	await harper.start();
	const before = await harper.wire();
	for (let i = 0; i < Number(bursts); i++) {
		const seed = Number(firstSeed) + i;
		await burst(seed);
		let list;
		for (let n = 0; n < 40; n++) {
			list = differences(await harper.wire(), before);
			if (list.length === 0) break;
			await sleep(250);
		}
		if (list.length === 0) exact++;
		else {
			console.log(`burst ${seed}: ${list.join('; ')}`);
			if (i + 1 - exact > 3) break;
		}
	}
	const wire = await harper.wire();
	console.log(`${exact} of ${bursts} bursts exact; in ${wire.in.packets} packets ${wire.in.bytes} bytes, out ${wire.out.packets} packets ${wire.out.bytes} bytes, own ${wire.own_in.packets}/${wire.own_out.packets}, malformed ${wire.in.malformed}, refused publishes ${wire.refused_publishes}, proven ${wire.proven}, opened ${wire.opened}, dropped ${wire.dropped}`);
} finally {
	await harper.stop();
}
