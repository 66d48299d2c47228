// Who may write, and that it is one at every moment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { allows, isOrphaned, isOver, leaseDuration, leaseOf, ownLease, recordOfLease, renewed } from '../../resources/component/lease.js';
import { LeaseKeeper } from '../../resources/component/leasekeeper.js';
import { Table } from './fakeserver.mjs';
import { randomness } from './packets.mjs';

/** As tests/unit/tst_updater.cpp expects an updater of another machine to write it. */
const OTHERS = {
	id: 'lease',
	owner: '00aa-4711-99-0123456789abcdef',
	host: 'web-3',
	expires: 1_040_000,
	payload: { machine: '00aa', pid: 4711, started: 99, duration: 30000, expiresUp: 540_000 },
};

class Host {
	wall = 1_010_000;
	upMs = 510_000;
	tables = { sys_control: new Table() };
	now = () => this.wall;
	up = () => this.upMs;
	monotonic = () => this.upMs;
	pause = async (ms) => this.pass(ms);
	transact = async (work) => work({});
	pass(ms) {
		this.wall += ms;
		this.upMs += ms;
	}
	lease() {
		return this.tables.sys_control.get('lease');
	}
}

test("an updater's lease is kept to, and taken once it is over or given back", async () => {
	for (const end of ['over', 'given back']) {
		const host = new Host();
		host.tables.sys_control.put('lease', OTHERS);
		host.tables.sys_control.put('checkpoint', { id: 'checkpoint', payload: { version: 1 } });
		const keeper = new LeaseKeeper(host);
		assert.equal(await keeper.acquire(30000), null);
		assert.equal(keeper.held, false);
		assert.equal(keeper.other.host, 'web-3');
		assert.deepEqual(host.lease(), OTHERS);
		if (end === 'over') host.pass(31000);
		else host.tables.sys_control.put('lease', { ...OTHERS, expires: 0, payload: { ...OTHERS.payload, expiresUp: 0 } });
		assert.deepEqual(await keeper.acquire(30000), { checkpoint: { version: 1 } });
		assert.equal(keeper.held, true);
		assert.equal(host.lease().owner, keeper.owner);
		assert.equal(host.lease().payload.yields, true);
		assert.deepEqual([...host.tables.sys_control.keys()].sort(), ['checkpoint', 'lease'], 'no claim is left behind');
	}
});

test('setting the clock neither ends nor prolongs a lease', () => {
	const lease = leaseOf(OTHERS);
	const at = (wall, up) => isOver(lease, { wall, up });
	assert.equal(at(9_000_000, 539_999), false);
	assert.equal(at(1000, 540_000), true);
	assert.equal(at(1000, 10_000), true, 'the machine was started again since');
	assert.equal(at(1_039_999, null), false);
	assert.equal(at(1_040_000, null), true);
	assert.equal(isOver({ ...lease, expires: 0 }, { wall: 1, up: 1 }), true);
	assert.deepEqual([1, 10, 60].map(leaseDuration), [30000, 30000, 180000]);
});

test('a lease that nobody renews is over when it has been watched for long enough, whatever the clock says', async () => {
	const host = new Host();
	host.up = () => null;
	host.tables.sys_control.put('lease', { ...OTHERS, expires: host.wall + 3_000_000, payload: { ...OTHERS.payload, expiresUp: 0 } });
	const keeper = new LeaseKeeper(host);
	assert.equal(await keeper.acquire(30000), null);
	host.pass(29_000);
	assert.equal(await keeper.acquire(30000), null);
	host.pass(1_000);
	assert.notEqual(await keeper.acquire(30000), null);
});

test('what was taken away is not written any more, and it is not given back', async () => {
	const host = new Host();
	const keeper = new LeaseKeeper(host);
	await keeper.acquire(30000);
	assert.equal(await keeper.confirm(), true);
	host.tables.sys_control.put('lease', OTHERS);
	assert.equal(await keeper.confirm(), false);
	assert.equal(keeper.held, false);
	await keeper.release();
	assert.deepEqual(host.lease(), OTHERS);
});

test('a holder that is late does not write', async () => {
	const host = new Host();
	const keeper = new LeaseKeeper(host);
	await keeper.acquire(30000);
	host.pass(25_001);
	assert.equal(await keeper.confirm(), false);
});

test('renewing and giving back', async () => {
	const host = new Host();
	const keeper = new LeaseKeeper(host);
	await keeper.acquire(30000);
	host.pass(10_000);
	const { written, done } = keeper.renew({ version: 1, up: 5 }, 30000, {});
	await written;
	done();
	assert.deepEqual(host.tables.sys_control.get('checkpoint'), { id: 'checkpoint', payload: { version: 1, up: 5 }, updated: host.wall });
	host.pass(20_000);
	assert.equal(keeper.held, true);
	let told = 0;
	await keeper.release(() => told++);
	assert.equal(told, 1);
	assert.equal(keeper.held, false);
	assert.equal(isOver(leaseOf(host.lease()), { wall: host.wall, up: host.upMs }), true);
});

test('a thread or a process that has ended holds nothing up', async () => {
	const us = ownLease();
	assert.match(us.owner, /^[0-9a-f]{24}-\d+-\d+-[0-9a-f]{16}$/);
	assert.equal(isOrphaned(us, us), false);
	const code = `import('${new URL('../../resources/component/lease.js', import.meta.url)}').then(({ ownLease }) => { const { parentPort } = require('node:worker_threads'); parentPort.postMessage(ownLease()); parentPort.once('message', () => parentPort.close()); })`;
	const worker = new Worker(code, { eval: true });
	const theirs = await new Promise((done) => worker.once('message', done));
	assert.equal(isOrphaned(theirs, us), false);
	assert.equal(allows(theirs, us, { wall: 1, up: 1 }), true, 'it does not expire yet');
	const stored = leaseOf(recordOfLease(renewed(theirs, { wall: 1, up: 1 }, 30000)));
	assert.equal(allows(stored, us, { wall: 1, up: 1 }), false);
	worker.postMessage('');
	await new Promise((done) => worker.once('exit', done));
	assert.equal(isOrphaned(stored, us), true);
	assert.equal(isOrphaned({ ...stored, task: '' }, us), false, 'where threads are not known it runs out');
	assert.equal(isOrphaned({ ...us, pid: 0x7fffffff }, us), true);
	assert.equal(isOrphaned({ ...us, started: us.started - 1, task: '' }, us), true, 'another process has its id now');
	assert.equal(isOrphaned({ ...us, pid: 0x7fffffff, machine: 'another' }, us), false);
	assert.equal(isOrphaned({ ...us, pid: 0x7fffffff, machine: '' }, us), false);
});

test('of several that try at once one gets it, however their steps interleave', async () => {
	for (let seed = 1; seed <= 200; seed++) {
		const random = randomness(seed);
		const turns = async () => {
			for (let i = random.below(6); i > 0; i--) await null;
		};
		const host = new Host();
		const table = new Table();
		const slow = {
			async *search() {
				await turns();
				yield* [...table.values()].map((record) => structuredClone(record));
				await turns();
			},
			async put(...args) {
				await turns();
				table.put(...args);
				await turns();
			},
			async delete(...args) {
				await turns();
				table.delete(...args);
				await turns();
			},
		};
		const keepers = Array.from({ length: 4 }, () => {
			let writes = [];
			const buffered = { search: slow.search, put: (id, record, context) => (context ? void writes.push(() => table.put(id, record)) : slow.put(id, record)), delete: (id, context) => (context ? void writes.push(() => table.delete(id)) : slow.delete(id)) };
			return new LeaseKeeper({
				...host,
				tables: { sys_control: buffered },
				pause: turns,
				async transact(work) {
					writes = [];
					await work({});
					await turns();
					for (const write of writes) write();
					await turns();
				},
			});
		});
		let holders = 0;
		await Promise.all(
			keepers.map(async (keeper) => {
				await turns();
				if (await keeper.acquire(30000)) holders++;
			})
		);
		assert.ok(holders <= 1, `seed ${seed}: ${holders}`);
		const lease = leaseOf(table.get('lease'));
		if (holders === 1) assert.equal(keepers.filter(({ held, owner }) => held && owner === lease.owner).length, 1);
		assert.ok([...table.keys()].every((id) => id === 'lease'), `seed ${seed}: ${[...table.keys()]}`);
		for (let i = 0; holders === 0 && i < 5; i++) if (await keepers[i % 4].acquire(30000)) holders++;
		assert.equal(holders, 1, `seed ${seed}`);
	}
});

test('as long as the table of an earlier version is there, its lease and its checkpoint count', async () => {
	const host = new Host();
	host.tables.sys_state = new Table();
	const { sys_control: current, sys_state: former } = host.tables;
	former.put('lease', OTHERS);
	former.put('checkpoint', { id: 'checkpoint', payload: { total: 7 }, updated: 900 });
	current.put('checkpoint', { id: 'checkpoint', payload: { total: 5 }, updated: 800 });
	const keeper = new LeaseKeeper(host);
	assert.equal(await keeper.acquire(30000), null, 'an updater that knows only that table is respected');
	assert.equal(keeper.other.host, 'web-3');
	host.pass(31000);
	assert.deepEqual(await keeper.acquire(30000), { checkpoint: { total: 7 } }, 'the newer one');
	// What such an updater looks at.
	assert.equal(former.get('lease').owner, keeper.owner);
	assert.equal(current.get('lease').owner, keeper.owner);
	assert.deepEqual([...former.keys()].sort(), ['checkpoint', 'lease']);
	const { written, done } = keeper.renew({ total: 9 }, 30000, {});
	await written;
	done();
	assert.deepEqual(former.get('checkpoint'), current.get('checkpoint'));
	assert.equal(await keeper.confirm(), true);
	// It takes over, as its user may tell it to.
	former.put('lease', { ...OTHERS, expires: host.wall + 30000, payload: { ...OTHERS.payload, expiresUp: host.upMs + 30000 } });
	assert.equal(await keeper.confirm(), false);
	assert.equal(await keeper.acquire(30000), null);
	former.put('lease', { ...OTHERS, expires: 0 });
	former.put('checkpoint', { id: 'checkpoint', payload: { total: 12 }, updated: host.wall + 1 });
	assert.deepEqual(await keeper.acquire(30000), { checkpoint: { total: 12 } });
	// Setup removes it.
	delete host.tables.sys_state;
	assert.equal(await keeper.confirm(), true);
	await keeper.release();
	assert.equal(current.get('lease').expires, 0);
});
