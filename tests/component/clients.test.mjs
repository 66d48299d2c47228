// Who is busy, who falls behind, and which topics are hot.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clients, lagOf, numbersOf } from '../../resources/component/clients.js';
import { Counter } from '../../resources/component/counts.js';
import { Settings, settingsIn } from '../../resources/component/settings.js';
import { connect, publish } from './packets.mjs';
import { Wired } from './fakewire.mjs';

test('the busiest clients come first, and those that rest are not looked at', () => {
	const wired = new Wired();
	const clients = new Clients(wired.counter, (socket) => `id-${socket.name}`);
	const all = Array.from({ length: 300 }, (_, i) => wired.join(`c${i}`));
	clients.begin(0);
	all.forEach((client, i) => {
		for (let n = 0; n < i % 10; n++) client.receive(publish({ topic: 'a', payload: 'x' }));
	});
	all[0].receive(publish({ topic: 'a', payload: Buffer.alloc(90000) })); // few messages, many bytes
	for (let n = 0; n < 400; n++) all[7].write(publish({ topic: 'a', payload: 'x' }));
	clients.begin(2000);
	assert.equal(clients.step(), true);
	const { busiest, slowest, lagging } = clients.result(10);
	assert.deepEqual(busiest.slice(0, 2).map(({ client }) => client).sort(), ['c0', 'c7']);
	const seven = busiest.find(({ client }) => client === 'c7');
	assert.deepEqual([seven.id, seven.messages_out, seven.messages_out_rate, seven.messages_in], ['id-c7', 400, 200, 7]);
	assert.deepEqual([busiest.length, slowest.length, lagging], [10, 0, 0]);
	clients.begin(4000);
	clients.step();
	assert.deepEqual(clients.result(10).busiest, []);
	all[5].receive(publish({ topic: 'a', payload: 'x' }));
	clients.begin(6000);
	clients.step();
	assert.deepEqual(clients.result(10).busiest.map(({ client, messages_in_rate: rate }) => [client, rate]), [['c5', 0.5]]);
});

test('a round over very many clients is done in bounded steps', () => {
	const wired = new Wired();
	const clients = new Clients(wired.counter, () => 'x');
	for (let i = 0; i < 12000; i++) wired.join(`c${i}`).receive(publish({ topic: 'a', payload: 'x' }));
	clients.begin(0);
	assert.deepEqual([clients.step(), clients.step(), clients.step()], [false, false, true]);
	assert.equal(clients.result(50).busiest.length, 50);
	assert.equal(wired.counter.active.length, 0);
});

test('slow clients stay listed until they have caught up', () => {
	const wired = new Wired();
	const clients = new Clients(wired.counter, () => 'x');
	const round = () => {
		clients.begin(0);
		clients.step();
		return clients.result(2);
	};
	const names = ({ slowest }) => slowest.map(({ client }) => client);
	const [stuck, queued, unacknowledged, gone] = ['stuck', 'queued', 'acks', 'gone'].map((name) => wired.join(name));
	stuck.socket.full = true;
	stuck.socket.writableLength = 70000;
	stuck.write(publish({ topic: 'a', payload: 'x' }));
	assert.deepEqual(names(round()), ['stuck']);
	assert.deepEqual(names(round()), ['stuck']); // nothing more is written to it
	queued.session.subscriptions = [{ topic: 'a', queue: Array(5000) }, { topic: 'b', queue: undefined }, { topic: '$SYS/#' }];
	unacknowledged.session.awaitingAcks = new Map(Array.from({ length: 150 }, (_, i) => [i, {}]));
	for (const client of [queued, unacknowledged, gone]) client.write(publish({ topic: 'a', payload: 'x' }));
	const found = round();
	assert.deepEqual([names(found), found.lagging], [['queued', 'acks'], 3]);
	assert.deepEqual([found.slowest[0].queued, found.slowest[1].unacknowledged, found.slowest[0].untaken], [5000, 150, 0]);
	stuck.socket.writableLength = 0;
	queued.socket.destroyed = true;
	assert.deepEqual(names(round()), ['acks']);
});

test('lag is unknown where the server does not tell', () => {
	assert.deepEqual(lagOf({ socket: {}, session: null }), { queued: null, unacknowledged: null, untaken: null });
	assert.deepEqual(lagOf({ socket: { bufferedAmount: 7 }, session: { subscriptions: [], awaitingAcks: undefined } }), { queued: 0, unacknowledged: 0, untaken: 7 });
});

test('the numbers of one client', () => {
	const wired = new Wired();
	const client = wired.join('c', { version: 5, will: true, keepAlive: 77 });
	client.receive(publish({ version: 5, topic: 'a', payload: 'x' }));
	const numbers = numbersOf(client.connection);
	assert.deepEqual([numbers.client, numbers.user, numbers.protocol_version, numbers.will, numbers.keepalive], ['c', 'ann', 5, true, 77]);
	assert.deepEqual([numbers.messages_in, numbers.packets_in, numbers.own, numbers.counted, numbers.active], [1, 2, false, true, 5000]);
	assert.ok(!JSON.stringify(numbers).includes('secret'));
});

test('hot topics by their first levels, both directions, and what rests goes', () => {
	const wired = new Wired();
	const { topics } = wired.counter;
	const client = wired.join('c');
	topics.busiest(10, 0, 1000);
	for (let i = 0; i < 100; i++) client.receive(publish({ topic: `plant/line${i % 3}/machine${i}`, payload: 'x' }));
	for (let i = 0; i < 20; i++) client.write(publish({ topic: 'plant/line1', payload: 'x' }));
	client.receive(publish({ topic: 'big/one', payload: Buffer.alloc(100000) }));
	client.receive(publish({ topic: 'sys/broker/x', payload: '1' }));
	const list = topics.busiest(10, 2, 3000);
	const one = list.find(({ topic }) => topic === 'plant/line1/#');
	assert.deepEqual([one.in, one.out, one.in_rate, one.out_rate, one.own], [33, 20, 16.5, 10, false]);
	assert.ok(list.some(({ topic, in_bytes: bytes }) => topic === 'big/one' && bytes > 100000));
	assert.equal(list.find(({ topic }) => topic.startsWith('sys')).own, true);
	const later = topics.busiest(10, 2, 5000).find(({ topic }) => topic === 'plant/line1/#');
	assert.deepEqual([later.in, later.in_rate], [33, 0]);
	for (let i = 0; i < 500; i++) topics.busiest(10, 2, 5000);
	assert.deepEqual(topics.busiest(10, 2, 5000), []);
});

test('hot topics are found among very many that take turns', () => {
	const wired = new Wired();
	const client = wired.join('c');
	for (let i = 0; i < 30000; i++) {
		client.receive(publish({ topic: `devices/d${i}`, payload: 'x' }));
		if (i % 20 === 0) client.receive(publish({ topic: 'devices/hot', payload: 'x' }));
	}
	const [first] = wired.counter.topics.busiest(5, 10, 1000);
	assert.equal(first.topic, 'devices/hot');
	assert.deepEqual(wired.counter.record().topics.map(([name, messages]) => [name, messages]), [['devices', 31500]]);
});

test('a topic that was given up for others comes back with the same client', () => {
	const wired = new Wired();
	const [client, other] = [wired.join('c'), wired.join('d')];
	client.receive(publish({ topic: 'devices/mine', payload: 'x' }));
	for (let i = 0; i < 40000; i++) other.receive(publish({ topic: `devices/d${i}`, payload: 'x' }));
	for (let i = 0; i < 5000; i++) client.receive(publish({ topic: 'devices/mine', payload: 'x' }));
	const mine = wired.counter.topics.busiest(5, 10, 1000).find(({ topic }) => topic === 'devices/mine');
	assert.ok(mine.in > 4500 && mine.in <= 5000, `${mine.in}`);
});

test('a table that is made later gets numbers of its own', () => {
	const served = new Set();
	const wired = new Wired(undefined, new Counter(() => 1000, { isServed: (root) => served.has(root) }));
	const client = wired.join('c');
	client.receive(publish({ topic: 'late/x', payload: 'x' }));
	served.add('late');
	wired.counter.topics.busiest(5, 2, 1000);
	client.receive(publish({ topic: 'late/x', payload: 'x' }));
	assert.deepEqual(wired.counter.record().topics.map(([name, messages]) => [name, messages]), [['late', 1], ['', 1]]);
});

test('settings are read from the lines below "syspulse" only', () => {
	const as = (counting, top, topicLevels, serverSide = false, interval = 10) => ({ counting, top, topicLevels, serverSide, interval });
	const cases = [
		['', as(true, 50, 2)],
		['rest: true\nsyspulse:\n  counting: false\n  top: 10 # few\n  topicLevels: 3\n', as(false, 10, 3)],
		['counting: false\n', as(true, 50, 2)],
		['syspulse:\n  counting: no\n  top: x\n  topicLevels: 99\n', as(true, 50, 4)],
		['# a\nsyspulse: # ours\r\n  top: 5000\r\nrest:\r\n  counting: false\r\n', as(true, 200, 2)],
		['syspulse:\n  # counting: false\n\n  counting: false\n', as(false, 50, 2)],
		[undefined, as(true, 50, 2)],
		['syspulse:\n  serverSide: true # yes\n  interval: 1\n', as(true, 50, 2, true, 1)],
		['serverSide: true\nsyspulse:\n  serverSide: 1\n  interval: 0\n', as(true, 50, 2, false, 1)],
		['syspulse:\n  serverSide: true\n  serverSide: false\n  interval: 90000\n', as(true, 50, 2, false, 3600)],
	];
	for (const [yaml, expected] of cases) assert.deepEqual(settingsIn(yaml), expected, String(yaml));
	assert.deepEqual(new Settings('/does/not/exist').current, as(true, 50, 2));
	assert.deepEqual(new Settings().current, as(true, 50, 2)); // as delivered
});
