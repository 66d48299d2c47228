// What the component costs: CPU of the server per message, with another component and with this one, by turns.
//   node cost.mjs HARPERDB-PACKAGE FOLDER ROUNDS OTHER-COMPONENT|none [publish|fanout|ping]
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { connect, field, packet, publish } from '../packets.mjs';
import { until } from '../until.mjs';
import { Harper, PASSWORD, USER } from './server.mjs';

const [pkg, dir, rounds, other, only] = process.argv.slice(2);
const extra = fileURLToPath(new URL('extra', import.meta.url));

async function client(harper, id) {
	const socket = net.connect(harper.mqtt, '127.0.0.1');
	const self = { socket, bytes: 0 };
	socket.on('data', (chunk) => (self.bytes += chunk.length)).on('error', () => {});
	socket.write(connect({ id, user: USER, password: PASSWORD, keepAlive: 0 }));
	await until(() => self.bytes >= 4);
	self.bytes = 0;
	return self;
}

/** Nanoseconds of processor time that the server has used; clock ticks of 10 ms would be too coarse. */
const used = (harper) => harper.pids().flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((task) => {
	try {
		return Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
	} catch {
		return 0; // a thread that has just ended
	}
})).reduce((sum, ns) => sum + ns, 0);

const message = (qos) => publish({ topic: 'burst/cost', qos, payload: JSON.stringify('x'.repeat(60)) });

/** Sends packets that are answered, `each` at once, and waits for the answers. */
function answered({ bytes, answer, each, times }) {
	return {
		clients: async (harper) => [await client(harper, 'only')],
		async run([self]) {
			self.bytes = 0;
			for (let i = 1; i <= times; i++) {
				self.socket.write(Buffer.concat(Array(each).fill(bytes)));
				await until(() => self.bytes >= answer * each * i);
			}
			return each * times;
		},
	};
}

const fanout = {
	async clients(harper) {
		const subscribers = await Promise.all(Array.from({ length: 50 }, (_, i) => client(harper, `s${i}`)));
		for (const { socket } of subscribers) socket.write(packet(0x82, Buffer.from([0, 1]), field('burst/cost'), Buffer.from([0])));
		await until(() => subscribers.every(({ bytes }) => bytes >= 5));
		return [await client(harper, 'pub'), ...subscribers];
	},
	async run([self, ...subscribers]) {
		for (const s of subscribers) s.bytes = 0;
		const times = 150;
		for (let i = 0; i < times; i++) {
			self.socket.write(Buffer.concat(Array(50).fill(message(0))));
			await until(() => subscribers.every(({ bytes }) => bytes >= message(0).length * 50 * (i + 1)));
		}
		return times * 50 * 50;
	},
};

const work = {
	publish: answered({ bytes: message(1), answer: 4, each: 500, times: 200 }),
	fanout,
	ping: answered({ bytes: packet(0xc0), answer: 2, each: 1000, times: 500 }),
};

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const servers = [];
try {
	servers.push(await new Harper({ pkg, dir: `${dir}-other`, component: other === 'none' ? null : other, extra }).start());
	servers.push(await new Harper({ pkg, dir: `${dir}-this`, extra }).start());
	for (const [name, { clients, run }] of Object.entries(work)) {
		if (only && name !== only) continue;
		const cpu = [[], []];
		const took = [[], []];
		// What the coming and going of clients costs is not the packets'.
		const connected = await Promise.all(servers.map(clients));
		for (let round = 0; round < Number(rounds) + 2; round++)
			for (const n of round % 2 ? [0, 1] : [1, 0]) {
				const before = used(servers[n]);
				const at = performance.now();
				const count = await run(connected[n]);
				const ms = performance.now() - at;
				if (round < 2) continue; // warming up
				cpu[n].push((used(servers[n]) - before) / 1000 / count);
				took[n].push((ms * 1000) / count);
			}
		for (const { socket } of connected.flat()) socket.destroy();
		const ratio = (lists) => median(lists[1]) / median(lists[0]);
		const pairs = cpu[1].map((v, i) => v / cpu[0][i]);
		console.log(`${name}: CPU ${median(cpu[0]).toFixed(2)} -> ${median(cpu[1]).toFixed(2)} us each, ratio of medians ${ratio(cpu).toFixed(3)}, median of pairs ${median(pairs).toFixed(3)}; time ratio ${ratio(took).toFixed(3)}`);
	}
} finally {
	await Promise.all(servers.map((server) => server.stop()));
}
