// What bench_decode does, in node: parse, check, fold. Twice over all of it first, so that it is compiled.
//   node decode.mjs records|rows FILE
import { readFileSync } from 'node:fs';

const [kind, path] = process.argv.slice(2);
const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);

const work = {
	records: () => {
		const messages = lines.map((line) => line.split('\t')).map(([topic, payload]) => [topic, Buffer.from(payload)]);
		return () => {
			const newest = new Map();
			for (const [topic, payload] of messages) {
				const record = JSON.parse(payload.toString());
				if (typeof record?.id !== 'string' || !('value' in record) || topic !== `sys/${record.id}`) continue;
				const { id, value, timestamp, unit, kind: of, source, quality, description } = record;
				newest.set(id, { id, text: String(value), number: typeof value === 'number' ? value : null, timestamp, unit, kind: of, source, quality, description });
			}
			return newest.size;
		};
	},
	rows: () => {
		const pages = lines.map((line) => Buffer.from(line));
		return () => {
			const counts = new Map();
			const threads = new Map();
			const add = (key, more) => counts.set(key, (counts.get(key) ?? 0) + more);
			for (const page of pages)
				for (const row of JSON.parse(page.toString())) {
					if (!(row.id > 0)) continue;
					const gauges = { connections: 0, heap: 0 };
					for (const { metric, path: of, method, type, count = 0, mean = 0, total = 0, connections = 0, heapUsed = 0 } of row.metrics) {
						if (metric === 'mqtt-connections') gauges.connections = connections;
						else if (metric === 'memory') gauges.heap = heapUsed;
						else if (metric === 'connection') add('connections', total);
						else if (type === 'mqtt') {
							const [packet, qos = 'qos=0'] = method.split(',');
							const way = metric === 'bytes-sent' ? 'sent' : 'received';
							add(`mqtt/${packet}/${way}`, count);
							add(`messages/${way}`, count);
							add(`bytes/${way}`, count * mean);
							if (packet === 'publish') {
								add(`publish/messages/${way}`, count);
								add(`publish/bytes/${way}`, count * mean);
								add(`messages/${qos}/${way}`, count);
								add(`topics/${of}/${way}`, count);
							}
						}
					}
					threads.set(row.threadId, gauges);
				}
			return counts.size + threads.size;
		};
	},
}[kind]();

work();
work();
const begin = process.cpuUsage();
const at = performance.now();
const size = work();
const { user, system } = process.cpuUsage(begin);
console.log(JSON.stringify({ cpuMs: (user + system) / 1000, wallMs: performance.now() - at, size }));
