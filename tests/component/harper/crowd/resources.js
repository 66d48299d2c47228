/**
 * Makes the component believe that very many clients have connected to this worker at once, and writes into a file how
 * long their records took and how long the event loop was kept from other work meanwhile.
 */
import { EventEmitter } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

const CROWD = Number(process.env.CROWD ?? 43589);
const key = Symbol.for('crowd');

const topics = Array.from({ length: 15 }, (_, i) => ({ topic: `plant/line${i}/#`, qos: i % 2 }));

function client(i) {
	const socket = Object.assign(new EventEmitter(), { destroyed: false, remoteAddress: `10.0.${i >> 8}.${i & 255}`, remotePort: 1024 + (i % 60000), destroy() {} });
	const session = { sessionId: `device-${i}`, user: { username: 'fleet' }, keepalive: 60, subscriptions: topics, awaitingAcks: undefined, socket };
	return { socket, session };
}

async function run() {
	const { events } = globalThis.server.mqtt;
	const { sys_sessions: table } = globalThis.databases.data;
	const before = table.primaryStore.getStats().entryCount;
	const delay = monitorEventLoopDelay({ resolution: 1 });
	const loop = performance.eventLoopUtilization();
	delay.enable();
	const at = performance.now();
	const crowd = Array.from({ length: CROWD }, (_, i) => client(i));
	for (const { socket, session } of crowd) {
		events.emit('connection', socket);
		events.emit('connected', session, socket);
	}
	const emitted = performance.now();
	delay.reset();
	while (table.primaryStore.getStats().entryCount - before < CROWD && performance.now() - at < 120000) await new Promise((done) => setTimeout(done, 20));
	const listed = performance.now();
	const { utilization } = performance.eventLoopUtilization(loop);
	const result = fileURLToPath(new URL('result', import.meta.url));
	writeFileSync(`${result}.part`, JSON.stringify({
		clients: CROWD, emitMs: Math.round(emitted - at), listedMs: Math.round(listed - emitted), records: table.primaryStore.getStats().entryCount - before,
		utilization, delayMs: { median: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
	}));
	renameSync(`${result}.part`, result);
	globalThis[key].crowd = crowd;
}

if (!globalThis[key]) {
	globalThis[key] = {};
	const timer = setInterval(() => {
		// Its first record says that the component is at work in this thread.
		const threads = globalThis.databases?.data?.sys_threads;
		if (threadId === 0 || !globalThis.server?.mqtt || !threads || threads.primaryStore.getStats().entryCount === 0) return;
		clearInterval(timer);
		run();
	}, 500);
}
