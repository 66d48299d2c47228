// The trace of one client on a real HarperDB: over TCP and WebSocket, ended by request, by the client and by a restart.
//   node tracing.mjs HARPERDB-PACKAGE FOLDER THREADS
import { randomness } from '../packets.mjs';
import { until } from '../until.mjs';
import { Client } from './client.mjs';
import { Harper } from './server.mjs';

const [pkg, dir, threads] = process.argv.slice(2);
const harper = new Harper({ pkg, dir, threads: Number(threads) });
let bad = 0;
const judge = (good, what, ...more) => {
	if (!good) bad++;
	console.log(good ? 'good:' : 'BAD:', what, ...more);
};
let requests = 0;
async function ask(action, target, options) {
	const id = `k${++requests}`;
	await harper.op({ operation: 'insert', database: 'data', table: 'sys_commands', records: [{ id, action, target, requested: Date.now(), ...(options && { options }) }] });
	return until(async () => (await harper.rows('sys_commands')).find((row) => row.id === id && row.state));
}
const join = async (id, transport, version) => {
	const client = await new Client(harper, { transport, version, id, random: randomness(7) }).open();
	await client.login();
	const { id: session } = await until(async () => (await harper.rows('sys_sessions')).find((row) => row.client === id));
	return { client, session };
};
const read = async (trace) => {
	const rows = (await harper.rows('sys_traces')).filter((row) => row.trace === trace);
	const packets = rows.filter(({ chunk }) => chunk).sort((a, b) => a.chunk - b.chunk).flatMap((row) => row.packets);
	return { head: rows.find(({ id }) => id === trace), packets, text: JSON.stringify(rows) };
};
const ended = (trace) => until(async () => { const found = await read(trace); return found.head?.state === 'ended' && found; });

try {
	await harper.start();
	for (const [transport, version] of [['tcp', 4], ['tls', 5], ['ws', 5], ['wss', 4]]) {
		const { client, session } = await join(`t-${transport}`, transport, version);
		const { result, message } = await ask('trace_client', session, { seconds: 60, packets: 1000 });
		judge(result?.trace, `${transport}: the trace has begun`, message);
		await client.subscribe('$SYS/none', 0);
		for (let i = 0; i < 100; i++) client.publish({ topic: 'sys/x', qos: i % 3, payload: '"never-to-be-seen"', retain: false });
		await until(() => client.out.puback === 33 && client.out.pubrec === 33);
		await until(async () => (await read(result.trace)).head?.count >= 200);
		const stopped = await ask('stop_trace', result.trace);
		const { head, packets, text } = await ended(result.trace);
		judge(stopped.state === 'done' && head.reason === 'stopped', `${transport}: stopped`, head.count, 'packets');
		const publishes = packets.filter(({ type }) => type === 'publish');
		judge(publishes.length === 100 && publishes.every(({ topic, payload }) => topic === 'sys/x' && payload === 18), `${transport}: 100 publishes`, JSON.stringify(publishes[0]));
		const answered = packets.filter(({ type, after }) => (type === 'puback' || type === 'pubrec') && after >= 0);
		judge(answered.length === 66, `${transport}: all are acknowledged`, JSON.stringify(answered[0]));
		judge(packets.some(({ type, topic }) => type === 'subscribe' && topic === '$SYS/none') && packets.some(({ type, after }) => type === 'suback' && after >= 0), `${transport}: SUBSCRIBE and SUBACK`);
		judge(!text.includes('never-to-be-seen'), `${transport}: no payload`);
		await client.leave();
	}
	const { client, session } = await join('leaves', 'tcp', 4);
	const { result: left } = await ask('trace_client', session);
	await client.leave();
	judge((await ended(left.trace)).head.reason === 'left', 'ended because the client left', JSON.stringify((await read(left.trace)).packets));

	const { session: other } = await join('stays', 'tcp', 4);
	const { result: cut } = await ask('trace_client', other);
	await until(async () => (await read(cut.trace)).head);
	await harper.op({ operation: 'restart_service', service: 'http_workers' });
	const { reason } = (await until(async () => { const found = await read(cut.trace).catch(() => null); return found?.head?.state === 'ended' && found; })).head;
	judge(reason === 'restart' || reason === 'left', 'ended by the restart of the workers:', reason);
	await until(async () => (await harper.rows('sys_traces')).length === 0, 120000);
	judge(true, 'nothing stays');
	const rows = await harper.rows('sys_threads');
	judge(rows.every(({ wire }) => wire.faults === 0 && wire.inexact_since === null), 'counting is exact', rows.map(({ wire }) => wire.last_fault).join());
} finally {
	await harper.stop();
	process.exit(bad ? 1 : 0);
}
