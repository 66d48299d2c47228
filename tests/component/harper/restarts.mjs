// Workers are restarted under clients that come back at once: totals stay exact, and nobody connects unseen.
//   node restarts.mjs HARPERDB-PACKAGE FOLDER THREADS RESTARTS
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomness } from '../packets.mjs';
import { until } from '../until.mjs';
import { Client } from './client.mjs';
import { Harper } from './server.mjs';

const [pkg, dir, threads, restarts] = process.argv.slice(2);
const harper = new Harper({ pkg, dir, threads: Number(threads), extra: fileURLToPath(new URL('extra', import.meta.url)) });
let sent = 0;
let acknowledged = 0;
let running = true;
/** The records of the workers; none while the server is away. */
const recorded = () => harper.rows('sys_threads').catch(() => []);

/** Sends one message after the other, and connects again whenever it is cut off. */
async function restless(n) {
	for (let life = 0; running; life++) {
		const client = new Client(harper, { transport: n % 2 ? 'tcp' : 'ws', version: 4, id: `r${n}-${life}`, random: randomness(n + 1) });
		try {
			await client.open();
			await client.login();
		} catch {
			await pause(20); // the server is away
			continue;
		}
		let open = 0;
		client.got.on('puback', () => (acknowledged++, open--));
		while (running && !client.closed) {
			client.publish({ topic: 'burst/r', qos: 1, payload: '1' });
			sent++;
			open++;
			await pause(2); // how fast it sends
		}
		await until(() => client.closed || open === 0);
		client.end();
	}
}

try {
	await harper.start();
	const before = await harper.wire();
	const all = Array.from({ length: 8 }, (_, n) => restless(n));
	await until(() => acknowledged > 1000);
	for (let i = 0; i < Number(restarts); i++) {
		const old = (await harper.rows('sys_threads')).map(({ id }) => id);
		await harper.op({ operation: 'restart_service', service: 'http_workers' });
		// Until the new ones have taken over what the old ones had counted.
		await until(async () => {
			const rows = await recorded();
			return rows.length === Number(threads) && !rows.some(({ id }) => old.includes(id));
		});
	}
	running = false;
	await Promise.all(all);
	const wire = await until(async () => {
		const sums = await harper.wire();
		return sums.opened === sums.closed && sums;
	});
	const counted = wire.in.publish - (before.in?.publish ?? 0);
	console.log(`acknowledged ${acknowledged} <= sent by server ${wire.out.puback}; received ${counted} <= sent ${sent}; lost on the way at most ${sent - acknowledged}`);
	console.log(`opened ${wire.opened}, closed ${wire.closed}, uncounted ${wire.uncounted}, faults ${wire.faults}, threads ${(await harper.rows('sys_threads')).length}`);
	for (const row of await harper.rows('sys_threads')) console.log(row.id, row.wire.inexact_since, row.wire.inexact_reason, row.wire.last_fault);
	for (const table of ['sys_clients_top', 'sys_storms', 'sys_topics_top']) console.log(table, (await harper.rows(table)).map(({ id }) => id).join());
	console.log(acknowledged <= wire.out.puback && acknowledged <= counted && counted <= sent && wire.opened === wire.closed && wire.uncounted === 0 ? 'good' : 'BAD');
} finally {
	await harper.stop();
}
