// How long a worker takes to list very many clients that come at once, as after its restart.
//   node crowd.mjs HARPERDB-PACKAGE FOLDER [CLIENTS]
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { until } from '../until.mjs';
import { Harper } from './server.mjs';

const [pkg, dir, clients = '43589'] = process.argv.slice(2);
const harper = new Harper({ pkg, dir, extra: fileURLToPath(new URL('crowd', import.meta.url)), env: { CROWD: clients } });
const result = `${harper.root}/components/extra/result`;
try {
	rmSync(result, { force: true });
	await harper.start();
	await until(() => existsSync(result), 150000, 100);
	console.log(readFileSync(result, 'utf8'));
} finally {
	await harper.stop();
}
