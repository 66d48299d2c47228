// The values stay current on a real HarperDB with every desktop closed; an updater takes over and gives back; workers
// are restarted. No total goes back, and no gap is longer than two intervals.
//   node serverside.mjs HARPERDB-PACKAGE FOLDER THREADS [SYSPULSECTL]
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomness } from '../packets.mjs';
import { until } from '../until.mjs';
import { Client } from './client.mjs';
import { Harper, PASSWORD, USER } from './server.mjs';

const [pkg, dir, threads, ctl] = process.argv.slice(2);
const INTERVAL = 5;
const harper = new Harper({ pkg, dir, threads: Number(threads), extra: fileURLToPath(new URL('extra', import.meta.url)), settings: { serverSide: 'true', interval: String(INTERVAL) } });
const RISING = /^\$SYS\/broker\/(messages|bytes|publish|mqtt|connections|topics)\/|\/maximum$|\/uptime$/;

const newest = new Map();
let heartbeat = null;
let heartbeats = 0;
let gap = 0;
let bad = 0;
const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
function heard(line) {
	const space = line.indexOf(' ');
	const topic = line.slice(0, space);
	const text = line.slice(space + 1);
	if (topic.endsWith('/heartbeat')) {
		const at = Date.parse(text);
		if (heartbeat !== null && at - heartbeat > gap) gap = at - heartbeat;
		heartbeat = at;
		heartbeats++;
	}
	const value = parseFloat(text);
	if (RISING.test(topic) && value < (newest.get(topic) ?? -1) && ++bad) say(`BAD: ${topic} went from ${newest.get(topic)} to ${value}`);
	newest.set(topic, RISING.test(topic) ? value : text);
}

let reader;
let stopping = false;
function listen() {
	reader = spawn('mosquitto_sub', ['-p', harper.mqtt, '-u', USER, '-P', PASSWORD, '-i', 'reader', '-v', '-t', '$SYS/#'], { stdio: ['ignore', 'pipe', 'ignore'] });
	createInterface({ input: reader.stdout }).on('line', heard);
	reader.on('exit', () => stopping || setTimeout(listen, 200));
}
const get = (name) => newest.get(`$SYS/broker/${name}`);
/** Looks on until there were four updates, the last of them by @p mode. */
async function watch(mode, what) {
	gap = heartbeats = 0;
	const before = get('messages/received');
	const came = await until(() => heartbeats >= 4 && get('syspulse/updater/mode') === mode, 90000, 50).catch(() => false);
	const fine = came && gap <= 2 * INTERVAL * 1000;
	say(`${fine ? 'good' : 'BAD'}: ${what}: longest gap ${gap} ms, written by ${get('syspulse/updater/mode')} on ${get('syspulse/updater/host')} (${get('syspulse/updater/version')}), messages/received ${before} -> ${get('messages/received')}, ${newest.size} topics`);
	if (!fine) bad++;
}

let sent = 0;
let running = true;
async function traffic(n) {
	for (let life = 0; running; life++) {
		const client = new Client(harper, { transport: 'tcp', version: 4, id: `t${n}-${life}`, random: randomness(n + 1) });
		try {
			await client.open();
			await client.login();
		} catch {
			await pause(50); // the server is away
			continue;
		}
		while (running && !client.closed) {
			client.publish({ topic: 'burst/t', qos: 1, payload: '1' });
			sent++;
			await pause(5); // how fast it sends
		}
		client.end();
	}
}

try {
	await harper.start();
	listen();
	const all = [traffic(1), traffic(2)];
	await until(() => get('syspulse/updater/heartbeat'), 60000, 50);
	await watch('server', 'alone');
	if (ctl) {
		const updater = spawn(ctl, ['--url', `http://127.0.0.1:${harper.ops}`, '--user', USER, '--mqtt', `127.0.0.1:${harper.mqtt}`, 'run', '--interval', `${INTERVAL}s`], { env: { ...process.env, SYSPULSE_PASSWORD: PASSWORD }, stdio: ['ignore', 'inherit', 'inherit'] });
		await watch('updater', 'an updater takes over');
		updater.kill('SIGTERM');
		await watch('server', 'it gives back');
		const killed = spawn(ctl, ['--url', `http://127.0.0.1:${harper.ops}`, '--user', USER, '--mqtt', `127.0.0.1:${harper.mqtt}`, 'run', '--interval', `${INTERVAL}s`], { env: { ...process.env, SYSPULSE_PASSWORD: PASSWORD }, stdio: 'ignore' });
		await watch('updater', 'another one');
		killed.kill('SIGKILL');
		await watch('server', 'it is killed');
	}
	for (let i = 0; i < 2; i++) {
		await harper.op({ operation: 'restart_service', service: 'http_workers' });
		await watch('server', 'workers restarted');
	}
	running = false;
	await Promise.all(all);
	let wire;
	const same = await until(async () => {
		wire = await harper.wire();
		return wire.opened - wire.closed === 1 && wire.in.publish === get('publish/messages/received');
	}, 60000, 200).catch(() => false);
	if (!same) bad++;
	say(`${same ? 'good' : 'BAD'}: publish/messages/received ${get('publish/messages/received')}, wire ${wire.in.publish}, sent ${sent}`);
	say(bad ? 'BAD' : 'good');
} finally {
	stopping = true;
	reader?.kill();
	await harper.stop();
	process.exit();
}
