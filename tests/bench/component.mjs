// What the component costs the broker: CPU of the server per message with it, beside a server without it. Each start is a
// sample, because two processes of one program differ for as long as they run.
import { mkdtempSync, rmSync } from 'node:fs';
import { costs } from '../component/harper/costs.mjs';

const without = 'without the component';
// HarperDB wants a plain path.
const folder = mkdtempSync('/tmp/syspulse-bench-');
try {
	for (const [kind, title] of [['publish', 'publish with QoS 1'], ['fanout', 'fan-out to 50 subscribers']]) {
		const told = await costs({ pkg: process.env.SYSPULSE_HARPERDB, dir: `${folder}/${kind}`, rounds: 5, starts: 5, kind, variants: ['none', 'this'] });
		const of = (variant) => told.map((start) => start[variant].all);
		console.log(JSON.stringify({ bench: 'component', case: title, unit: 'us CPU of the server/message', self: of(1), peers: { [without]: of(0) }, goal: { peer: without, max_ratio: 1.03 }, note: 'what two equal servers differ by is up to 5 %' }));
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
