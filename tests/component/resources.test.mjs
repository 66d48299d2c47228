// Run with: node --test tests/component/
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as component from '../../resources/component/resources.js';
import { deliveries, filterOfUrl, isTreeFilter, matcherOf, readingOf, topicOf, valueText } from '../../resources/component/tree.js';

const { canRead } = component;

describe('isTreeFilter', () => {
	const legal = ['$SYS', '$SYS/#', '$SYS/+', '$SYS/broker/uptime', '$SYS/+/version', '$SYS/+/+/connected', '$SYS/+/#',
		'$SYS/broker//count', '$SYS/retained messages/count', '$SYS/', `$SYS${'/x'.repeat(31)}`, `$SYS${'/+'.repeat(30)}/#`];
	const illegal = ['', '#', '+', '+/broker', 'sys/#', '$SYSX/#', '$sys/#', '$SYS/#/x', '$SYS/a#', '$SYS/a+', '$SYS/+a/b',
		'$SYS/##', `$SYS${'/x'.repeat(32)}`, `$SYS${'/'.repeat(60000)}`, '$SYS/a\0b', null, undefined, 7];
	for (const filter of legal) it(`accepts ${filter}`, () => assert.equal(isTreeFilter(filter), true));
	for (const filter of illegal) it(`refuses ${JSON.stringify(filter)?.slice(0, 80)}`, () => assert.equal(isTreeFilter(filter), false));
});

describe('matcherOf follows MQTT 3.1.1, section 4.7', () => {
	const cases = [
		['$SYS/#', '$SYS/broker/uptime', true],
		['$SYS/#', '$SYS/a/b/c/d', true],
		['$SYS/#', '$SYS', true],
		['$SYS/broker/#', '$SYS/broker', true],
		['$SYS/broker/#', '$SYS/brokers/uptime', false],
		['$SYS/broker/uptime', '$SYS/broker/uptime', true],
		['$SYS/broker/uptime', '$SYS/broker/uptime/x', false],
		['$SYS/broker/uptime', '$SYS/broker', false],
		['$SYS/broker/+', '$SYS/broker/uptime', true],
		['$SYS/broker/+', '$SYS/broker/clients/total', false],
		['$SYS/broker/+', '$SYS/broker', false],
		['$SYS/broker/+', '$SYS/broker/', true],
		['$SYS/+/version', '$SYS/broker/version', true],
		['$SYS/+/version', '$SYS/broker/x/version', false],
		['$SYS/+/+/connected', '$SYS/broker/clients/connected', true],
		['$SYS/+/+/connected', '$SYS/broker/connected', false],
		['$SYS/+/#', '$SYS/broker', true],
		['$SYS/+/#', '$SYS', false],
		['$SYS/broker//+', '$SYS/broker//x', true],
		['$SYS/broker/+/x', '$SYS/broker//x', true],
	];
	for (const [filter, topic, expected] of cases) {
		it(`${filter} ${expected ? 'takes' : 'leaves'} ${topic}`, () => assert.equal(matcherOf(filter)(topic), expected));
	}
});

describe('topicOf', () => {
	it('takes the topic attribute as it is', () => {
		const topic = '$SYS/broker/retained messages/count';
		assert.equal(topicOf({ id: 'broker_retained messages_count', topic }), topic);
	});
	it('never guesses a topic from the id', () => assert.equal(topicOf({ id: 'broker_uptime', value: 1 }), null));
	it('accepts the longest topic MQTT can carry, counted in bytes', () => {
		assert.notEqual(topicOf({ topic: '$SYS/' + 'x'.repeat(65530) }), null);
		assert.equal(topicOf({ topic: '$SYS/' + 'x'.repeat(65531) }), null);
		assert.equal(topicOf({ topic: '$SYS/' + 'é'.repeat(40000) }), null);
	});
	for (const topic of ['$SYS', '$SYS/', 'sys/x', '$SYSX/y', '$SYS/a+', '$SYS/#', '$SYS/a\0b', '', 5, null, undefined, ['$SYS/a']]) {
		it(`refuses ${JSON.stringify(topic)}`, () => assert.equal(topicOf({ topic }), null));
	}
	it('leaves out what is deeper than a filter may be', () => {
		assert.notEqual(topicOf({ topic: `$SYS${'/x'.repeat(31)}` }), null);
		assert.equal(topicOf({ topic: `$SYS${'/x'.repeat(32)}` }), null);
		assert.equal(topicOf({ topic: `$SYS${'/'.repeat(60000)}` }), null);
	});
	it('takes no record for no topic', () => {
		assert.equal(topicOf(null), null);
		assert.equal(topicOf(undefined), null);
	});
});

describe('valueText', () => {
	const cases = [
		['$SYS/broker/clients/connected', 8, '8'],
		['$SYS/broker/clients/connected', 0, '0'],
		['$SYS/broker/load/messages/received/1min', 12.34, '12.34'],
		['$SYS/broker/version', 'HarperDB 4.7.29', 'HarperDB 4.7.29'],
		['$SYS/broker/flag', false, 'false'],
		['$SYS/broker/list', [1, 'a'], '[1,"a"]'],
		['$SYS/broker/object', { a: { b: null } }, '{"a":{"b":null}}'],
		['$SYS/broker/big', 9007199254740993n, '9007199254740993'],
		['$SYS/broker/big', { n: 9007199254740993n }, '{"n":"9007199254740993"}'],
		['$SYS/broker/uptime', 123, '123 seconds'],
		['$SYS/broker/uptime', 123.9, '123 seconds'],
		['$SYS/broker/uptime', '123 seconds', '123 seconds'],
		['$SYS/other/uptime', 123, '123'],
		['$SYS/broker/empty', '', ''],
		['$SYS/broker/none', null, null],
		['$SYS/broker/none', undefined, null],
	];
	for (const [topic, value, expected] of cases) {
		it(`${topic} shows ${typeof value} ${expected}`, () => assert.equal(valueText(topic, value), expected));
	}
	it('gives up on what cannot be printed instead of throwing', () => {
		let deep = 1;
		for (let i = 0; i < 100000; i++) deep = [deep];
		assert.equal(valueText('$SYS/a', deep), null);
	});
});

describe('canRead', () => {
	const userWith = (permission) => ({ role: { permission } });
	const reader = (read, attribute_permissions = []) => userWith({ data: { tables: { sys: { read, attribute_permissions } } } });
	const attribute = (attribute_name, read) => ({ attribute_name, read });

	it('lets super users in', () => assert.equal(canRead(userWith({ super_user: true })), true));
	it('lets readers of the table in', () => assert.equal(canRead(reader(true)), true));
	it('wants both attributes it shows where a role lists attributes', () => {
		assert.equal(canRead(reader(true, [attribute('topic', true), attribute('value', true)])), true);
		assert.equal(canRead(reader(true, [attribute('topic', true)])), false);
		assert.equal(canRead(reader(true, [attribute('topic', true), attribute('value', false)])), false);
	});
	it('keeps everybody else out', () => {
		const others = [undefined, null, {}, { role: null }, userWith(undefined), userWith({}), userWith({ super_user: 'yes' }),
			reader(false), reader('true'), userWith({ data: { tables: { other: { read: true } } } }),
			userWith({ other: { tables: { sys: { read: true } } } })];
		for (const user of others) assert.equal(canRead(user), false, JSON.stringify(user));
	});
});

describe('filterOfUrl', () => {
	const cases = [
		['', '$SYS/#'],
		['/', '$SYS/#'],
		['?limit(1)', '$SYS/#'],
		['/broker/', '$SYS/broker/#'],
		['/broker/uptime', '$SYS/broker/uptime'],
		['/broker/uptime?x=/', '$SYS/broker/uptime'],
		['/broker/retained%20messages/count', '$SYS/broker/retained messages/count'],
		['/+/version', '$SYS/+/version'],
		['/%E0%A4%A', null],
	];
	for (const [url, expected] of cases) it(`reads "${url}"`, () => assert.equal(filterOfUrl(url), expected));
});

describe('readingOf', () => {
	const record = { id: 'broker_uptime', value: 5, topic: '$SYS/broker/uptime' };
	it('is the topic with its bare payload', () => {
		assert.deepEqual(readingOf(record, matcherOf('$SYS/#')), { topic: '$SYS/broker/uptime', text: '5 seconds' });
	});
	it('is nothing for another topic, no value or no record', () => {
		assert.equal(readingOf(record, matcherOf('$SYS/broker/version')), null);
		assert.equal(readingOf({ ...record, value: null }, matcherOf('$SYS/#')), null);
		assert.equal(readingOf(null, matcherOf('$SYS/#')), null);
	});
});

describe('deliveries', () => {
	const topic = '$SYS/broker/clients/connected';
	const put = (version, value, extra) => ({ id: 'a', type: 'put', version, value: { id: 'a', topic, value, ...extra } });
	const run = (events, filter = '$SYS/#') => {
		const known = new Map();
		return events.map((event) => deliveries(event, known, matcherOf(filter)).map((d) => `${d.topic} ${d.text}`));
	};

	it('passes each change on, even to the same value', () => {
		assert.deepEqual(run([put(1, 8), put(2, 9), put(3, 9)]), [[`${topic} 8`], [`${topic} 9`], [`${topic} 9`]]);
	});
	it('drops a change that is reported twice or late', () => {
		assert.deepEqual(run([put(5, 8), put(5, 8), put(4, 7)]), [[`${topic} 8`], [], []]);
	});
	it('ends on the last of two writes in one transaction', () => {
		assert.deepEqual(run([put(5, 8), put(5, 9)]), [[`${topic} 8`], [`${topic} 9`]]);
	});
	it('clears a topic once when its value or its record goes away', () => {
		assert.deepEqual(run([put(1, 8), put(2, null), put(3, null)]), [[`${topic} 8`], [`${topic} `], []]);
		const gone = { id: 'a', type: 'delete', version: 2 };
		assert.deepEqual(run([put(1, 8), gone, { ...gone, version: 3 }]), [[`${topic} 8`], [`${topic} `], []]);
	});
	it('shows a topic again that comes back', () => {
		const events = [put(1, 8), { id: 'a', type: 'delete', version: 2, value: null }, put(3, 8)];
		assert.deepEqual(run(events), [[`${topic} 8`], [`${topic} `], [`${topic} 8`]]);
	});
	it('does not clear what was never shown', () => {
		assert.deepEqual(run([put(1, null), { id: 'a', type: 'delete', version: 2 }]), [[], []]);
		assert.deepEqual(run([put(1, 8), put(2, null)], '$SYS/broker/uptime'), [[], []]);
	});
	it('moves with the topic of the record, out of the filter too', () => {
		const events = [put(1, 8), put(2, 8, { topic: '$SYS/broker/b' }), put(3, 8, { topic: '$SYS/c' })];
		assert.deepEqual(run(events, '$SYS/broker/#'), [[`${topic} 8`], [`${topic} `, '$SYS/broker/b 8'], ['$SYS/broker/b ']]);
	});
	it('treats a record that lost its topic as gone', () => {
		assert.deepEqual(run([put(1, 8), put(2, 8, { topic: undefined })]), [[`${topic} 8`], [`${topic} `]]);
	});
	it('clears nothing while another record has the topic, as when records get other ids', () => {
		const moved = { id: 'a/b', type: 'put', version: 2, value: { id: 'a/b', topic, value: 8 } };
		const gone = (id, version) => ({ id, type: 'delete', version });
		assert.deepEqual(run([put(1, 8), moved, gone('a', 3), gone('a/b', 4)]), [[`${topic} 8`], [`${topic} 8`], [], [`${topic} `]]);
	});
	it('keeps records apart', () => {
		const other = { id: 'b', type: 'put', version: 1, value: { topic: '$SYS/b', value: 1 } };
		assert.deepEqual(run([put(2, 8), other]), [[`${topic} 8`], ['$SYS/b 1']]);
	});
	it('ignores what changes no record', () => {
		assert.deepEqual(run([{ ...put(1, 8), type: 'message' }, { ...put(2, 8), type: 'invalidate' }]), [[], []]);
	});
});

describe('the resources', () => {
	const admin = { user: { role: { permission: { super_user: true } } } };
	const nobody = { user: { role: { permission: {} } } };
	const writes = ['put', 'patch', 'post', 'create', 'update', 'delete', 'invalidate', 'publish', 'copy', 'move'];
	const reads = ['get', 'subscribe', 'connect'];
	// A refusal may be thrown or come as a rejected promise; HarperDB takes both.
	const call = async (resource, method, context) => resource[method]({ url: '' }, null, context);
	const callRead = async (resource, method, context) =>
		method === 'connect' ? resource.connect({ url: '' }, null, context) : resource[method]({ url: '' }, context);

	for (const name of ['$SYS', 'syspulse_info']) {
		const resource = component[name];
		for (const method of [...writes, 'query', 'search']) {
			it(`${name} refuses ${method}`, async () => {
				await assert.rejects(call(resource, method, {}), { statusCode: 401 });
				await assert.rejects(call(resource, method, undefined), { statusCode: 401 });
				await assert.rejects(call(resource, method, nobody), { statusCode: 403 });
				await assert.rejects(call(resource, method, admin), { statusCode: 405 });
			});
		}
		for (const method of reads) {
			it(`${name} checks who calls ${method}`, async () => {
				await assert.rejects(callRead(resource, method, {}), { statusCode: 401 });
				await assert.rejects(callRead(resource, method, nobody), { statusCode: 403 });
			});
		}
	}
	it('leave no rejected request body behind', async () => {
		const context = { ...admin, data: Promise.reject(new SyntaxError('not JSON')) };
		await assert.rejects(call(component.$SYS, 'put', context), { statusCode: 405 });
	});
	it('say that the table is missing', async () => {
		await assert.rejects(callRead(component.$SYS, 'get', admin), { statusCode: 404 });
	});
	it('refuse an illegal filter', async () => {
		await assert.rejects(component.$SYS.subscribe({}, { ...admin, topic: '$SYS/a+' }), { statusCode: 400 });
		await assert.rejects(component.$SYS.subscribe({}, admin), { statusCode: 400 });
		await assert.rejects(component.$SYS.get({ url: '/a%23' }, admin), { statusCode: 400 });
		const deep = '/x'.repeat(20000);
		await assert.rejects(component.$SYS.get({ url: deep }, admin), { statusCode: 400 });
		await assert.rejects(component.$SYS.subscribe({}, { ...admin, topic: `$SYS${deep}` }), { statusCode: 400 });
		await assert.rejects(component.$SYS.connect({ url: deep }, null, admin), { statusCode: 400 });
	});
});

describe('a subscription', () => {
	const admin = { user: { role: { permission: { super_user: true } } } };
	const topic = '$SYS/broker/version';

	/** A table as HarperDB offers it: a subscription whose pending read never settles once it has ended. */
	function withTable(records, events, body) {
		const table = { requests: [], ended: 0 };
		table.search = async function* () {
			yield* records;
		};
		table.subscribe = async (request) => {
			table.requests.push(request);
			const queue = [...events];
			const next = () => (queue.length > 0 ? Promise.resolve({ value: queue.shift() }) : new Promise(() => {}));
			return { [Symbol.asyncIterator]: () => ({ next }), end: () => table.ended++ };
		};
		globalThis.databases = { data: { sys: table } };
		return body(table).finally(() => delete globalThis.databases);
	}
	const event = { id: 'v', type: 'put', version: 1, localTime: 42, value: { id: 'v', topic, value: 'x' } };

	it('gives the broker topic levels and a bare payload', () =>
		withTable([], [event], async () => {
			const feed = await component.$SYS.subscribe({}, { ...admin, topic: '$SYS/#' });
			assert.deepEqual(await feed.next(), {
				value: {
					id: ['broker', 'version'],
					type: 'put',
					localTime: 42,
					value: { contentType: 'text/plain', data: Buffer.from('x') },
				},
				done: false,
			});
		}));
	it('lets go of the table when it is ended or left', () =>
		withTable([], [event, { ...event, version: 2 }], async (table) => {
			const feed = await component.$SYS.subscribe({}, { ...admin, topic: '$SYS/#' });
			for await (const message of feed) if (message) break;
			assert.equal(table.ended, 1);
			assert.deepEqual(await feed.next(), { value: undefined, done: true });
			for (const way of ['end', 'return', 'throw']) {
				const other = await component.$SYS.subscribe({}, { ...admin, topic: '$SYS/#' });
				await other[way]();
			}
			assert.equal(table.ended, 4);
		}));
	it('clears a topic the client had before, where it asked for no current values', () =>
		withTable([event.value], [{ id: 'v', type: 'delete', version: 2 }], async (table) => {
			const feed = await component.$SYS.subscribe({ omitCurrent: true }, { ...admin, topic });
			assert.equal(table.requests[0].omitCurrent, true);
			assert.equal((await feed.next()).value.value.data.length, 0);
		}));
	it('hands the time a durable session left off to the table', () =>
		withTable([], [], async (table) => {
			await component.$SYS.subscribe({ startTime: 7 }, { ...admin, topic });
			assert.equal(table.requests[0].startTime, 7);
		}));
	it('serves server-sent events and WebSockets as JSON', () =>
		withTable([], [event], async () => {
			const feed = await component.$SYS.connect({ url: '/broker/version' }, null, admin);
			assert.deepEqual((await feed.next()).value, { topic, value: 'x' });
		}));
	it('answers GET with plain text, a list or nothing', () =>
		withTable([event.value, { id: 'n', topic: '$SYS/n', value: null }, { id: 'z' }], [], async () => {
			assert.deepEqual(await component.$SYS.get({ url: '/broker/version' }, admin), {
				contentType: 'text/plain; charset=utf-8',
				data: 'x',
			});
			assert.deepEqual(await component.$SYS.get({ url: '/' }, admin), [{ topic, value: 'x' }]);
			assert.equal(await component.$SYS.get({ url: '/n' }, admin), undefined);
		}));
});

describe('syspulse_info', () => {
	const admin = { user: { role: { permission: { super_user: true } } } };
	const get = (server) => {
		globalThis.server = server;
		try {
			return component.syspulse_info.get({ url: '' }, admin);
		} finally {
			delete globalThis.server;
		}
	};
	it('names itself, the worker and the exported tables', () => {
		const resources = new Map([
			['sys', { Resource: { databaseName: 'data', tableName: 'sys' } }],
			['hidden', { Resource: { databaseName: 'data', tableName: 'hidden' }, exportTypes: { mqtt: false } }],
			['$SYS', { Resource: component.$SYS }],
		]);
		const { started, ...rest } = get({ workerIndex: 1, resources });
		assert.ok(started <= Date.now() && started > Date.now() - 3600000);
		assert.deepEqual(rest, {
			name: 'SysPulse component',
			version: '2.1.0',
			threadId: 0,
			workerIndex: 1,
			exported: [{ path: 'sys', database: 'data', table: 'sys' }],
		});
	});
	it('leaves the exported tables out where HarperDB does not tell', () => {
		assert.equal('exported' in JSON.parse(JSON.stringify(get({ workerIndex: 0 }))), false);
	});
	it('tells an MQTT subscriber once which thread serves it', async () => {
		const feed = await component.syspulse_info.subscribe({}, { ...admin, topic: 'syspulse_info/thread' });
		const events = feed[Symbol.asyncIterator]();
		const { value: event, done } = await events.next();
		assert.equal(done, false);
		assert.deepEqual([event.id, event.type, event.value.contentType], [['thread'], 'put', 'text/plain']);
		assert.equal(String(event.value.data), '0');
		const second = events.next(); // there is none, until the subscriber leaves
		assert.equal(await Promise.race([second, new Promise((resolve) => setImmediate(resolve, 'waits'))]), 'waits');
		assert.deepEqual(await feed.end(), { value: undefined, done: true });
		assert.deepEqual(await second, { value: undefined, done: true });
		assert.deepEqual(await events.next(), { value: undefined, done: true });
	});
	it('has no other topic', async () => {
		for (const topic of ['syspulse_info', 'syspulse_info/#', 'syspulse_info/+', 'syspulse_info/thread/x', undefined])
			await assert.rejects(component.syspulse_info.subscribe({}, { ...admin, topic }), { statusCode: 400 });
	});
});

describe('the module', () => {
	it('exports nothing HarperDB would take for a resource but the two', () => {
		// jsResource serves every exported function or class that has a "get", and looks into exported objects.
		const served = Object.entries(component).filter(([, value]) => typeof value !== 'function' || 'get' in value);
		assert.deepEqual(served.map(([name]) => name).sort(), ['$SYS', 'syspulse_info']);
	});
	it('does nothing but define when it is loaded again', async () => {
		const before = Object.keys(globalThis).length;
		const again = await import('../../resources/component/resources.js?again');
		assert.notEqual(again.$SYS, component.$SYS);
		assert.equal(Object.keys(globalThis).length, before);
	});
});
