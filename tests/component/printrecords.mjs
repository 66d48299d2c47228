// Prints what the component would write: for comparing it with what SysPulse writes (tests/unit/tst_serverside.cpp).
//   node printrecords.mjs < {"checkpoint", "cycles": [facts, ...]}   prints {"records", "checkpoint", "machine"}
import { readFileSync } from 'node:fs';
import { ownLease } from '../../resources/component/lease.js';
import { Records } from '../../resources/component/records.js';
import { publishes } from '../../resources/component/serverside.js';
import { Totals } from '../../resources/component/totals.js';
import { catalogue } from './catalogue.mjs';

const { checkpoint, cycles } = JSON.parse(readFileSync(0, 'utf8'));
let totals = Totals.from(checkpoint);
for (const facts of cycles) totals = totals.after(facts, catalogue.counters);
const facts = cycles.at(-1);
const records = new Records(catalogue);
const readings = [...totals.readings(facts, (...counter) => publishes(records, ...counter))];
const batch = records.batch(readings, [], new Map(), (key) => totals.quality(key));
process.stdout.write(
	JSON.stringify({
		records: batch.map(({ record }) => ({ ...record, timestamp: facts.now })),
		checkpoint: totals.toCheckpoint(),
		machine: ownLease().machine,
	})
);
