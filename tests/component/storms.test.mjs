// Storms name who makes them, in constant memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Logins, LOGINS_MEMORY } from '../../resources/component/logins.js';
import { Refused } from '../../resources/component/refused.js';
import { Storms } from '../../resources/component/storms.js';

const alone = () => new Storms(new Logins(new SharedArrayBuffer(LOGINS_MEMORY), 0, () => []));

test('a bot storm names its address, though each attempt has another client id', () => {
	const storms = alone();
	let now = 0;
	for (let i = 0; i < 200000; i++) {
		now = i / 10;
		const bot = i % 4 !== 0;
		const address = bot ? '10.6.6.6' : `10.1.${i % 200}.${i % 251}`;
		storms.opened(address, now);
		storms.refused({ username: bot ? 'root' : `u${i % 5000}`, clientId: `c${i}`, password: Buffer.from('secret') }, address, now);
		storms.closed(now);
	}
	const record = storms.record(now);
	assert.equal(record.addresses[0].key, '10.6.6.6');
	assert.ok(record.addresses[0].count - record.addresses[0].error > 140000);
	assert.equal(record.refused_addresses[0].key, '10.6.6.6');
	assert.equal(record.users[0].key, 'root');
	assert.deepEqual([record.opened_rate, record.refused_rate, record.closed_rate], [10000, 10000, 10000]);
	assert.deepEqual([record.opened_minute, record.opened_peak], [200000, 10000]);
	assert.ok(record.clients.length <= 20 && JSON.stringify(record).length < 20000);
	assert.ok(!JSON.stringify(record).includes('secret'));
	const quiet = storms.record(now + 90000);
	assert.deepEqual([quiet.opened_minute, quiet.addresses, quiet.users], [0, [], []]);
});

test('flapping clients are those that log in again and again', () => {
	const storms = alone();
	for (let i = 0; i < 6; i++) {
		storms.connected('flap', 'ann', i * 1000);
		storms.left('flap');
		storms.closed(i * 1000);
	}
	storms.connected('calm', 'ann', 6000);
	assert.deepEqual(storms.record(6000).flapping, [{ key: 'flap', count: 6 }]);
	assert.deepEqual(storms.record(6000).users, [{ key: 'ann', count: 7, error: 0 }]);
});

test('a client that flaps from worker to worker is noticed, whoever has it', () => {
	const memories = Array.from({ length: 16 }, () => new SharedArrayBuffer(LOGINS_MEMORY));
	const all = memories.map((memory) => new Storms(new Logins(memory, 0, () => memories.filter((other) => other !== memory))));
	for (let i = 0; i < 7; i++) all[i].connected('flap', 'ann', 20000 + i * 5000);
	assert.deepEqual(all.map((storms) => storms.record(50000).flapping).filter(({ length }) => length > 0), [
		[{ key: 'flap', count: 5 }], [{ key: 'flap', count: 6 }], [{ key: 'flap', count: 7 }],
	]);
	all[0].connected('flap', 'ann', 20000 + 200000); // long after
	assert.deepEqual(all[0].record(220000).flapping, []);
});

test('when all clients come back at once nobody is called flapping, and who flaps still is', () => {
	const memories = Array.from({ length: 4 }, () => new SharedArrayBuffer(LOGINS_MEMORY));
	const all = memories.map((memory) => new Storms(new Logins(memory, 0, () => memories.filter((other) => other !== memory))));
	for (let i = 0; i < 100000; i++) {
		all[i % 4].connected(`client-${i}`, 'ann', i / 10);
		if (i % 250 === 0) all[(i / 250) % 4].connected('flap', 'ann', i / 10);
	}
	const flapping = all.flatMap((storms) => storms.record(10000).flapping);
	assert.ok(flapping.some(({ key }) => key === 'flap'));
	const wrong = new Set(flapping.map(({ key }) => key));
	wrong.delete('flap');
	assert.deepEqual([...wrong], []);
});

test('client ids that are connected more than once', () => {
	const storms = alone();
	for (let i = 0; i < 3; i++) storms.connected('twin', null, 0);
	storms.connected('', null, 0);
	storms.connected('', null, 0);
	storms.connected('one', null, 0);
	assert.deepEqual(storms.record(0).duplicates, [{ key: 'twin', count: 3 }]);
	storms.left('twin');
	assert.deepEqual(storms.record(0).duplicates, [{ key: 'twin', count: 2 }]);
	storms.left('twin');
	assert.deepEqual(storms.record(0).duplicates, []);
	storms.left('twin');
	storms.left('never');
	storms.connected('twin', null, 0);
	assert.deepEqual(storms.record(0).duplicates, []);
});

test('long and odd names are bounded', () => {
	const storms = alone();
	for (let i = 0; i < 2; i++) {
		storms.refused({ username: 'x'.repeat(60000), clientId: undefined }, undefined, 0);
		storms.refused({ username: { a: 1 }, clientId: '__proto__' }, null, 0);
	}
	storms.refused({ username: 'once', clientId: 'once' }, 'once', 0);
	const { users, clients } = storms.record(0);
	assert.ok(users[0].key.length < 110 && users.length === 2);
	assert.deepEqual(clients.map(({ key }) => key), ['', '__proto__']);
});

test('a second without anything counts as nothing', () => {
	const storms = alone();
	storms.opened('a', 1500);
	assert.equal(storms.record(1600).opened_rate, 0); // the second is not over
	assert.equal(storms.record(2000).opened_rate, 1);
	assert.equal(storms.record(3000).opened_rate, 0);
	assert.equal(storms.record(3000).opened_minute, 1);
	assert.equal(storms.record(70000).opened_minute, 0);
});

test('refused publishes and subscriptions are listed without their payload', () => {
	const refused = new Refused();
	const session = { sessionId: 'c', user: { username: 'ann' } };
	const socket = { remoteAddress: '10.0.0.1' };
	const publish = { cmd: 'publish', topic: 'a/b', payload: Buffer.from('secret'), qos: 1 };
	const failure = (message, statusCode) => Object.assign(new Error(message), { statusCode });
	const json = new SyntaxError('Unexpected token s in JSON at position 0: "secret" is not valid JSON');
	const cases = [
		[failure('Unauthorized access to resource', 403), publish, 'not allowed'],
		[failure('Can not publish to topic a/b as it does not exist, no resource has been defined'), publish, 'no such topic'],
		[failure('The topic x does not exist', 404), { topic: 'x', qos: 0 }, 'no such topic'],
		[json, publish, 'a payload that cannot be read'],
		[failure('Value "secret" in property value must be a number', 400), publish, 'not valid'],
		[failure('Dots are not allowed in topic names'), { topic: 'a.b', qos: 0 }, 'a dot in the topic'],
		[failure('Multi-level wildcards can only be used at the end of a topic'), { topic: 'a/#/b', qos: 0 }, 'a filter that is not supported'],
		[failure('secret'), publish, 'an error of the server'],
		[undefined, publish, 'an error of the server'],
	];
	for (const [error, subject, reason] of cases) {
		refused.error(error, socket, subject, session, 5);
		assert.equal(refused.list.at(-1).reason, reason);
	}
	refused.error(new Error('x'), socket, { cmd: 'subscribe' }, session, 5); // a packet that failed as a whole
	refused.error(new Error('x'), socket);
	assert.deepEqual([refused.publishes, refused.subscriptions, refused.list.length], [6, 3, 9]);
	assert.deepEqual(refused.list[2], { time: 5, kind: 'subscribe', topic: 'x', reason: 'no such topic', client: 'c', user: 'ann', address: '10.0.0.1' });
	assert.ok(!JSON.stringify(refused.list).includes('secret'));
	for (let i = 0; i < 300; i++) refused.error(json, socket, publish, session, i);
	assert.equal(refused.list.length, 100);
});
