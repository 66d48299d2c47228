// What the component costs the broker: CPU of the server per message with it, beside a server without it. Each start is a
// sample, because two processes of one program differ for as long as they run.
import { mkdtempSync, rmSync } from 'node:fs';
import { costs } from '../component/harper/costs.mjs';

// HarperDB wants a plain path.
const folder = mkdtempSync('/tmp/syspulse-bench-');
const kinds = { publish: 'publish with QoS 1', fanout: 'fan-out to 50 subscribers' };
// HarperDB's code for tables is slower for whoever is the first to have several of them, whatever these are for.
const servers = { '': 'a bare server', '+app': 'a server with an application of seven tables' };
try {
	for (const [kind, title] of Object.entries(kinds))
		for (const [application, server] of Object.entries(servers)) {
			const without = 'the same without the component';
			const told = await costs({ pkg: process.env.SYSPULSE_HARPERDB, dir: `${folder}/${kind}${application}`, rounds: 5, starts: 5, kind, variants: [`none${application}`, `this${application}`] });
			const of = (variant) => told.map((start) => start[variant].all);
			console.log(JSON.stringify({ bench: 'component', case: `${title}, ${server}`, unit: 'us CPU of the server/message', self: of(1), peers: { [without]: of(0) }, goal: { peer: without, max_ratio: 1.03 }, note: 'what two equal servers differ by is up to 5 %' }));
		}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
