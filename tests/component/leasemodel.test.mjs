// The lease in every order of events: the keepers themselves, with a world that chooses whose request is carried out
// next, and which write is not kept. tests/unit/tst_leasemodel.cpp is the same for
// SysPulse's updaters and their hand-over with this component.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const COMPONENT = new URL('../../resources/component/', import.meta.url);
const FILES = ['lease.js', 'leasekeeper.js', 'peers.js'];
const LIFE_MS = 30000;

const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** The keeper with one of its guards taken away. */
async function without(file, guard, instead) {
	const folder = mkdtempSync(join(tmpdir(), 'syspulse-lease-'));
	folders.push(folder);
	writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
	for (const name of FILES) copyFileSync(new URL(name, COMPONENT), join(folder, name));
	const text = readFileSync(join(folder, file), 'utf8');
	assert.ok(text.includes(guard), guard);
	writeFileSync(join(folder, file), text.replace(guard, instead));
	return import(pathToFileURL(join(folder, 'leasekeeper.js')));
}

class World {
	at = 1_000_000;
	records = new Map();
	parties = [];
	dropped = 0;
	samples = 0;
	published = 0;
	broken = null;

	constructor({ LeaseKeeper }, count) {
		for (let i = 0; i < count; i++) {
			const party = { name: 'ab'[i], request: null, told: [] };
			this.parties.push(party);
			const keeper = new LeaseKeeper(this.#host(party), { ...lease(party.name) });
			this.#live(party, keeper);
		}
	}

	/** What serverside.js does with its keeper. */
	async #live(party, keeper) {
		if (!(await keeper.acquire(LIFE_MS))) return;
		const sample = ++this.samples;
		if (await keeper.confirm()) {
			let renewal;
			await this.#transact(party, (context) => {
				context.push(() => this.#publish(sample));
				context.writes = true;
				renewal = keeper.renew({ sample }, LIFE_MS, context);
			});
			renewal.done();
		}
		await keeper.release();
	}

	#publish(sample) {
		if (sample < this.published) this.broken = 'a total goes back';
		this.published = sample;
	}

	#put(party, id, record) {
		const before = this.records.get('lease');
		if (id === 'lease' && before && before.owner !== party.name && before.expires > this.at)
			this.broken = 'a lease is overwritten that has not run out';
		this.records.set(id, structuredClone(record));
	}

	#ask(party, kind, carryOut, writes = false) {
		return new Promise((resolve) => {
			party.request = { kind, carryOut, resolve, writes };
		});
	}

	#transact(party, work) {
		const changes = [];
		work(changes);
		const all = () => changes.forEach((change) => change());
		return this.#ask(party, 'commit', all, changes.writes ?? false);
	}

	#host(party) {
		const control = {
			search: () => ({ [Symbol.asyncIterator]: () => this.#rows(party) }),
			put: (id, record, changes) => {
				const put = () => this.#put(party, id, record);
				return changes ? void changes.push(put) : this.#ask(party, 'put', put);
			},
			delete: (id, changes) => {
				const remove = () => void this.records.delete(id);
				return changes ? void changes.push(remove) : this.#ask(party, 'delete', remove);
			},
		};
		const clock = () => this.at;
		const pause = () => this.#ask(party, 'pause', () => undefined);
		return { tables: { sys_control: control }, transact: (work) => this.#transact(party, work), now: clock, up: clock, monotonic: clock, pause };
	}

	async *#rows(party) {
		yield* await this.#ask(party, 'search', () => [...this.records.values()].map((record) => structuredClone(record)));
	}

	/** What can happen next. */
	choices() {
		const asking = this.parties.filter(({ request }) => request);
		const droppable = asking.filter(({ request }) => !request.writes && !['search', 'pause'].includes(request.kind));
		const drops = this.dropped < LIMITS.drop ? droppable : [];
		return [...asking.map(({ name }) => `serve ${name}`), ...drops.map(({ name }) => `drop ${name}`)];
	}

	async take(choice) {
		const [what, name] = choice.split(' ');
		const party = this.parties.find((each) => each.name === name);
		const { kind, carryOut, resolve } = party.request;
		party.request = null;
		if (what === 'drop') this.dropped++;
		const answer = what === 'serve' ? carryOut() : undefined;
		party.told.push([kind, answer]);
		resolve(answer);
		// Whoever goes on comes to its next request.
		await new Promise(setImmediate);
		if (this.parties.filter(({ request }) => request?.writes).length > 1) this.broken = 'two write at the same time';
	}

	/** Two ways to the same state go on in the same way: whoever was told the same is in the same state. */
	get state() {
		const told = this.parties.map((party) => party.told);
		return JSON.stringify([this.dropped, this.samples, this.published, [...this.records], told]);
	}
}

const lease = (name) => ({ owner: name, host: 'here', expires: 0, machine: '', pid: 1, started: 1, duration: 0, expiresUp: 0, task: '', taskStarted: 0, yields: true });

async function explore(keepers) {
	const seen = new Set();
	const writers = new Set();
	let ways = [[]];
	let depth = 0;
	for (; ways.length > 0; depth++) {
		const next = [];
		for (const way of ways) {
			const world = new World(keepers, 2);
			await new Promise(setImmediate);
			for (const choice of way) await world.take(choice);
			if (world.broken) return { broken: world.broken, way, states: seen.size };
			const { state } = world;
			if (seen.has(state)) continue;
			seen.add(state);
			if (world.published > 0) writers.add(world.records.get('lease')?.owner);
			next.push(...world.choices().map((choice) => [...way, choice]));
		}
		ways = next;
	}
	return { broken: null, states: seen.size, depth, writers };
}

// Time stands still here; what it changes is in the other model.
const LIMITS = { drop: 1 };

test('one thread writes at every moment, no total goes back', async (t) => {
	const { broken, way, states, depth, writers } = await explore(await import(new URL('leasekeeper.js', COMPONENT)));
	assert.equal(broken, null, `${broken}: ${way}`);
	assert.ok(writers.has('a') && writers.has('b'));
	t.diagnostic(`${states} states, ${depth} steps deep`);
});

const GUARDS = [
	['claims of others are looked at', 'lease.js', 'const rivals = claims.filter((claim) => !allows(claim, us, asked));', 'const rivals = [];'],
	['a lease is respected', 'leasekeeper.js', 'if (!lease || allows(lease, this.#lease, asked)) return false;', 'return false;'],
	['the own claim is read back', 'lease.js', '!claimed || ', ''],
];

for (const [name, file, guard, instead] of GUARDS)
	test(`the model misses it: ${name}`, async () => {
		const { broken, states } = await explore(await without(file, guard, instead));
		assert.notEqual(broken, null, `all ${states} states`);
	});
