// How much of the processor a server with one component or another uses for a message, by turns; see cost.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { connect, field, packet, publish } from '../packets.mjs';
import { until } from '../until.mjs';
import { Harper, PASSWORD, USER } from './server.mjs';

const folder = (name) => fileURLToPath(new URL(name, import.meta.url));

async function client(harper, id) {
	const socket = net.connect(harper.mqtt, '127.0.0.1');
	const self = { socket, bytes: 0 };
	socket.on('data', (chunk) => (self.bytes += chunk.length)).on('error', () => {});
	socket.write(connect({ id, user: USER, password: PASSWORD, keepAlive: 0 }));
	await until(() => self.bytes >= 4);
	self.bytes = 0;
	return self;
}

/**
 * Nanoseconds of processor time that each thread of the server has used, all and in the kernel. All is exact; the kernel's
 * share is counted in clock ticks of 10 ms.
 */
const used = (harper) => new Map(harper.pids().flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((task) => {
	try {
		const read = (name) => readFileSync(`/proc/${pid}/task/${task}/${name}`, 'utf8');
		return [task, { ns: Number(read('schedstat').split(' ')[0]), kernel: Number(read('stat').split(') ')[1].split(' ')[12]) * 1e7 }];
	} catch {
		return [task, { ns: 0, kernel: 0 }]; // a thread that has just ended
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
		const times = 40;
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
	const [described, settings] = variant.split(':');
	const [name, application] = described.split('+');
	const options = {
		settings: Object.fromEntries((settings?.split(',') ?? []).map((setting) => setting.split('='))),
		extra: folder(application ?? 'extra'),
	};
	if (name !== 'this') options.component = name === 'none' ? null : name;
	return options;
}

export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
/** What is told of each variant, and how. */
export const quantities = { all: 'CPU', busiest: 'its busiest thread', kernel: 'in the kernel', user: 'in its own code', took: 'time' };

/**
 * The places of a list in any order. Who is started first, or has its turn behind the same one each time, takes some percent
 * more or less than an equal server.
 */
function shuffled(list) {
	const places = [...list.keys()];
	for (let i = places.length - 1; i > 0; i--) {
		const j = Math.floor(Math.random() * (i + 1));
		[places[i], places[j]] = [places[j], places[i]];
	}
	return places;
}

/** Starts the servers, and measures them by turns: for each variant the median of its rounds. */
async function measure(servers, { clients, run }, rounds) {
	try {
		for (const n of shuffled(servers)) await servers[n].start();
		// What the coming and going of clients costs is not the packets'.
		const connected = await Promise.all(servers.map(clients));
		const measured = servers.map(() => Object.fromEntries(Object.keys(quantities).map((name) => [name, []])));
		for (let round = 0; round < rounds + 2; round++)
			for (const n of shuffled(servers)) {
				const before = used(servers[n]);
				const at = performance.now();
				const count = await run(connected[n]);
				const ms = performance.now() - at;
				if (round < 2) continue; // warming up
				const each = [...used(servers[n])].map(([task, now]) => {
					const then = before.get(task) ?? { ns: 0, kernel: 0 };
					return { ns: now.ns - then.ns, kernel: now.kernel - then.kernel };
				});
				const busiest = each.reduce((a, b) => (a.ns > b.ns ? a : b)); // the worker that HarperDB's JavaScript runs in
				const add = (name, ns) => measured[n][name].push(ns / 1000 / count);
				add('all', each.reduce((sum, { ns }) => sum + ns, 0));
				add('busiest', busiest.ns);
				add('kernel', busiest.kernel);
				add('user', busiest.ns - busiest.kernel);
				measured[n].took.push((ms * 1000) / count);
			}
		for (const { socket } of connected.flat()) socket.destroy();
		return measured.map((lists) => Object.fromEntries(Object.keys(quantities).map((name) => [name, median(lists[name])])));
	} finally {
		await Promise.all(servers.map((server) => server.stop()));
	}
}

/**
 * For each start of the servers and each of its `variants` what a message costs, in us, by quantity.
 * @param {{pkg: string, dir: string, rounds: number, starts: number, kind: string, variants: string[], onStart?: (told: object[]) => void}} wanted
 */
export async function costs({ pkg, dir, rounds, starts, kind, variants, onStart = () => {} }) {
	const servers = variants.map((variant, i) => new Harper({ pkg, dir: `${dir}-${i}`, ...optionsOf(variant) }));
	const told = [];
	for (let start = 0; start < starts; start++) {
		told.push(await measure(servers, work[kind], rounds));
		onStart(told.at(-1));
	}
	return told;
}
