// How long a worker takes to list very many clients that come at once, as after its restart.
//   node crowd.mjs HARPERDB-PACKAGE FOLDER [CLIENTS]
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Harper } from './server.mjs';

const [pkg, dir, clients = '43589'] = process.argv.slice(2);
const harper = new Harper({ pkg, dir, extra: fileURLToPath(new URL('crowd', import.meta.url)), env: { CROWD: clients } });
const result = `${harper.root}/components/extra/result`;
try {
	rmSync(result, { force: true });
	await harper.start();
	for (let i = 0; i < 1500 && !existsSync(result); i++) await sleep(100);
	await sleep(500);
	console.log(readFileSync(result, 'utf8'));
} finally {
	await harper.stop();
}
