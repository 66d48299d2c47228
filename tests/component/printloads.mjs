// Prints what the component makes of a counter: for comparing it with mosquitto's loads (tests/mqtt/tst_mosquittoload.cpp).
//   node printloads.mjs < [[total, ms], ...]   prints the loads after each of them
import { readFileSync } from 'node:fs';
import { MINUTES, readingsOf, update } from '../../resources/component/loads.js';

let state;
const after = JSON.parse(readFileSync(0, 'utf8')).map(([total, ms]) => {
	state = update(state, total, ms);
	const loads = Object.fromEntries(readingsOf(state));
	return MINUTES.map((minutes) => loads[minutes] ?? 0);
});
process.stdout.write(JSON.stringify(after));
