// What the component costs: CPU of the server per message, with another component and with this one, by turns.
//   node cost.mjs HARPERDB-PACKAGE FOLDER ROUNDS OTHER-COMPONENT|none [publish|fanout|ping]
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect, field, packet, publish } from '../packets.mjs';
import { Harper, PASSWORD, USER } from './server.mjs';

const [pkg, dir, rounds, other, only] = process.argv.slice(2);
const extra = fileURLToPath(new URL('extra', import.meta.url));

async function client(harper, id) {
	const socket = net.connect(harper.mqtt, '127.0.0.1');
	const self = { socket, bytes: 0 };
	socket.on('data', (chunk) => (self.bytes += chunk.length)).on('error', () => {});
	socket.write(connect({ id, user: USER, password: PASSWORD, keepAlive: 0 }));
	while (self.bytes < 4) await sleep(5);
	self.bytes = 0;
	return self;
}

const until = async (condition) => { for (let i = 0; i < 12000 && !condition(); i++) await sleep(5); };

/** Nanoseconds of processor time that the server has used; clock ticks of 10 ms would be too coarse. */
const used = (harper) => harper.pids().flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((task) => {
	try {
		return Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
	} catch {
		return 0; // a thread that has just ended
	}
})).reduce((sum, ns) => sum + ns, 0);

const message = (qos) => publish({ topic: 'burst/cost', qos, payload: JSON.stringify('x'.repeat(60)) });

const work = {
	async publish(harper) {
		const self = await client(harper, 'pub');
		for (let i = 0; i < 40; i++) {
			self.socket.write(Buffer.concat(Array(500).fill(message(1))));
			await until(() => self.bytes >= 4 * 500 * (i + 1));
		}
		self.socket.destroy();
		return 20000;
	},
	async fanout(harper) {
		const subscribers = await Promise.all(Array.from({ length: 50 }, (_, i) => client(harper, `s${i}`)));
		for (const { socket } of subscribers) socket.write(packet(0x82, Buffer.from([0, 1]), field('burst/cost'), Buffer.from([0])));
		await until(() => subscribers.every(({ bytes }) => bytes >= 5));
		const self = await client(harper, 'pub');
		for (const s of subscribers) s.bytes = 0;
		for (let i = 0; i < 30; i++) {
			self.socket.write(Buffer.concat(Array(50).fill(message(0))));
			await until(() => subscribers.every(({ bytes }) => bytes >= message(0).length * 50 * (i + 1)));
		}
		for (const { socket } of [self, ...subscribers]) socket.destroy();
		return 30 * 50 * 50;
	},
	async ping(harper) {
		const self = await client(harper, 'ping');
		for (let i = 0; i < 60; i++) {
			self.socket.write(Buffer.concat(Array(1000).fill(packet(0xc0))));
			await until(() => self.bytes >= 2 * 1000 * (i + 1));
		}
		self.socket.destroy();
		return 60000;
	},
};

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const servers = [];
try {
	servers.push(await new Harper({ pkg, dir: `${dir}-other`, component: other === 'none' ? null : other, extra }).start());
	servers.push(await new Harper({ pkg, dir: `${dir}-this`, extra }).start());
	for (const [name, run] of Object.entries(work)) {
		if (only && name !== only) continue;
		const cpu = [[], []];
		const took = [[], []];
		for (let round = 0; round < Number(rounds) + 2; round++)
			for (const n of round % 2 ? [0, 1] : [1, 0]) {
				const before = used(servers[n]);
				const at = performance.now();
				const count = await run(servers[n]);
				const ms = performance.now() - at;
				await sleep(100);
				if (round < 2) continue; // warming up
				cpu[n].push((used(servers[n]) - before) / 1000 / count);
				took[n].push((ms * 1000) / count);
			}
		const ratio = (lists) => median(lists[1]) / median(lists[0]);
		const pairs = cpu[1].map((v, i) => v / cpu[0][i]);
		console.log(`${name}: CPU ${median(cpu[0]).toFixed(2)} -> ${median(cpu[1]).toFixed(2)} us each, ratio of medians ${ratio(cpu).toFixed(3)}, median of pairs ${median(pairs).toFixed(3)}; time ratio ${ratio(took).toFixed(3)}`);
	}
} finally {
	await Promise.all(servers.map((server) => server.stop()));
}
