// What the component costs: CPU of the server per message, with and without it or with another one, by turns.
//   node cost.mjs HARPERDB-PACKAGE FOLDER ROUNDS publish|fanout|ping VARIANT...
// A variant is `none`, `this`, `this:counting=false` (any settings of config.yaml) or the folder of a component. Each
// has a server of its own and is compared with the first. Give one of them twice: how far those two are apart is what
// this machine cannot tell, and on an idle one that is 5 % and more for the whole process.
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { connect, field, packet, publish } from '../packets.mjs';
import { until } from '../until.mjs';
import { Harper, PASSWORD, USER } from './server.mjs';

const [pkg, dir, rounds, kind, ...variants] = process.argv.slice(2);
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

/** Nanoseconds of processor time that each thread of the server has used; clock ticks of 10 ms would be too coarse. */
const used = (harper) => new Map(harper.pids().flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((task) => {
	try {
		return [task, Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0])];
	} catch {
		return [task, 0]; // a thread that has just ended
	}
})));

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

function optionsOf(variant) {
	const [name, settings] = variant.split(':');
	const options = { settings: Object.fromEntries((settings?.split(',') ?? []).map((setting) => setting.split('='))) };
	if (name !== 'this') options.component = name === 'none' ? null : name;
	return options;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const { clients, run } = work[kind];
const servers = [];
try {
	for (const [i, variant] of variants.entries())
		servers.push(await new Harper({ pkg, dir: `${dir}-${i}`, extra, ...optionsOf(variant) }).start());
	// What the coming and going of clients costs is not the packets'.
	const connected = await Promise.all(servers.map(clients));
	const measured = variants.map(() => ({ all: [], busiest: [], took: [] }));
	for (let round = 0; round < Number(rounds) + 2; round++)
		for (let i = 0; i < servers.length; i++) {
			const n = round % 2 ? (round + i) % servers.length : (round + servers.length - i) % servers.length;
			const before = used(servers[n]);
			const at = performance.now();
			const count = await run(connected[n]);
			const ms = performance.now() - at;
			if (round < 2) continue; // warming up
			const each = [...used(servers[n])].map(([task, ns]) => (ns - (before.get(task) ?? 0)) / 1000 / count);
			measured[n].all.push(each.reduce((sum, us) => sum + us, 0));
			measured[n].busiest.push(Math.max(...each)); // the worker that HarperDB's JavaScript runs in
			measured[n].took.push((ms * 1000) / count);
		}
	for (const { socket } of connected.flat()) socket.destroy();
	const told = (n, name) => {
		const us = median(measured[n][name]);
		return `${us.toFixed(2)} us (${(us / median(measured[0][name])).toFixed(3)})`;
	};
	console.log(`${kind}: medians of ${rounds} rounds, and their ratio to the first`);
	variants.forEach((variant, n) =>
		console.log(`${variant.padEnd(24)} CPU ${told(n, 'all')}, its busiest thread ${told(n, 'busiest')}, time ${told(n, 'took')}`));
} finally {
	await Promise.all(servers.map((server) => server.stop()));
}
