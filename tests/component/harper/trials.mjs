// What is seen of slow clients, storms and single clients on a real HarperDB, and counting switched off while it runs.
//   node trials.mjs HARPERDB-PACKAGE FOLDER THREADS
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { connect, randomness } from '../packets.mjs';
import { until } from '../until.mjs';
import { Client } from './client.mjs';
import { Harper, PASSWORD, USER } from './server.mjs';

const [pkg, dir, threads] = process.argv.slice(2);
const harper = new Harper({ pkg, dir, threads: Number(threads), extra: fileURLToPath(new URL('extra', import.meta.url)) });
const join = async (id, options = {}) => {
	const client = await new Client(harper, { transport: 'tcp', version: 4, id, random: randomness(5), ...options }).open();
	await client.login();
	return client;
};
const merged = async (table, field) => (await harper.rows(table)).flatMap((row) => row[field] ?? []);
async function within(ms, what, find) {
	const at = Date.now();
	const found = await until(find, ms, 200).catch(() => null);
	if (found) console.log(`good: ${what} after ${Date.now() - at} ms:`, JSON.stringify(found).slice(0, 700));
	else console.log(`BAD: ${what} not within ${ms} ms`);
}

let child;
try {
	await harper.start();
	const publisher = await join('publisher');
	for (const qos of [0, 1]) {
		child = spawn('mosquitto_sub', ['-p', harper.mqtt, '-u', USER, '-P', PASSWORD, '-i', `stopped${qos}`, '-q', String(qos), '-t', 'burst/#'], { stdio: 'ignore' });
		await until(async () => (await harper.rows('sys_sessions')).some(({ client, subscription_count }) => client === `stopped${qos}` && subscription_count > 0));
		child.kill('SIGSTOP');
		for (let i = 0; i < 3000; i++) publisher.publish({ topic: 'burst/slow', payload: JSON.stringify('x'.repeat(2000)) });
		await within(8000, `stopped subscriber, QoS ${qos}`, async () => (await merged('sys_clients_top', 'slowest')).find(({ client }) => client === `stopped${qos}`));
		child.kill('SIGCONT');
		await within(30000, 'it has caught up', async () => (await merged('sys_clients_top', 'slowest')).every(({ client }) => client !== `stopped${qos}`));
		child.kill();
	}
	await within(8000, 'hot topic', async () => (await merged('sys_topics_top', 'topics')).find(({ topic }) => topic === 'burst/slow'));

	const { id } = (await harper.rows('sys_sessions')).find(({ client }) => client === 'publisher');
	await harper.op({ operation: 'insert', database: 'data', table: 'sys_commands', records: [{ id: 'k1', action: 'describe_client', target: id, requested: Date.now() }] });
	await within(5000, 'one client', async () => (await harper.rows('sys_commands')).find(({ state }) => state === 'done')?.result);

	const refuser = await join('refuser');
	refuser.publish({ topic: 'nowhere/x', qos: 1, payload: '"secret"' });
	refuser.subscribe('nowhere/#', 0);
	await within(6000, 'refused', async () => { const list = await merged('sys_topics_top', 'refused'); return list.length >= 2 && list; });

	let attempts = 0;
	const end = Date.now() + 5000;
	await Promise.all(Array.from({ length: 60 }, async (_, n) => {
		while (Date.now() < end) {
			await new Promise((done) => {
				const socket = net.connect(harper.mqtt, '127.0.0.1', () => socket.write(connect({ id: `bot${attempts++}`, user: n % 3 ? 'root' : 'nobody', password: 'wrong' })));
				socket.on('data', () => socket.destroy()).on('error', () => {}).on('close', done);
			});
		}
	}));
	console.log(`${attempts} attempts`);
	await within(6000, 'storm', async () => { const rows = await harper.rows('sys_storms'); return rows.find((row) => row.refused_minute > 100 && row.addresses[0].key === '127.0.0.1'); });
	const twins = [await join('twin'), await join('twin')];
	for (let i = 0; i < 8; i++) (await join('flap')).end();
	await within(6000, 'flapping', async () => { const list = await merged('sys_storms', 'flapping'); return list.length && list; });
	console.log('duplicates (seen within one worker):', JSON.stringify(await merged('sys_storms', 'duplicates')), twins.length);

	const config = `${harper.root}/components/syspulse/config.yaml`;
	const yaml = readFileSync(config, 'utf8');
	writeFileSync(config, yaml.replace('counting: true', 'counting: false'));
	await within(9000, 'counting off', async () => (await harper.rows('sys_threads')).every(({ wire }) => !wire.counting) && (await harper.rows('sys_threads')).map(({ wire }) => [wire.inexact_since, wire.inexact_reason]));
	const before = (await harper.wire()).in.publish;
	for (let i = 0; i < 50; i++) publisher.publish({ topic: 'burst/slow', payload: '1' });
	const at = Date.now();
	await until(async () => (await harper.rows('sys_threads')).every(({ updated }) => updated > at + 1000));
	console.log((await harper.wire()).in.publish === before ? 'good: nothing counted' : 'BAD: counted');
	writeFileSync(config, yaml);
	await within(9000, 'counting on', async () => (await harper.rows('sys_threads')).every(({ wire }) => wire.counting));
	const later = await join('later');
	for (let i = 0; i < 50; i++) later.publish({ topic: 'burst/slow', payload: '1' });
	await within(4000, 'new clients are counted', async () => (await harper.wire()).in.publish === before + 50);
	const rows = await harper.rows('sys_threads');
	for (const { wire, ...row } of rows) console.log(JSON.stringify({ ...row, refusals: row.refusals.length }), wire.faults, wire.last_fault);
} finally {
	child?.kill('SIGKILL');
	await harper.stop();
	process.exit();
}
