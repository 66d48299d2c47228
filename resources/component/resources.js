/**
 * Serves the standard `$SYS/...` topics with bare payloads from the records of table `sys`.
 * Loading this module only defines things and starts a timer: HarperDB may do it twice, the tests without a HarperDB.
 */
import { threadId } from 'node:worker_threads';
import { start } from './events.js';
import { VERSION } from './recorder.js';
import { deliveries, filterOfUrl, isTreeFilter, matcherOf, MAX_LEVELS, readingOf } from './tree.js';

start();
const DATABASE = 'data';
const TABLE = 'sys';

// process.uptime() counts from the start of the process even inside a worker thread.
const STARTED = Math.round(Date.now() - process.uptime() * 1000);

/**
 * Whether a user may see the tree: a super user, or a role that may read table `sys` with the attributes shown here.
 * @param {object | null | undefined} user
 * @returns {boolean}
 */
export function canRead(user) {
	const permission = user?.role?.permission;
	if (permission?.super_user === true) return true;
	const table = permission?.[DATABASE]?.tables?.[TABLE];
	if (table?.read !== true) return false;
	const attributes = table.attribute_permissions ?? [];
	// HarperDB's rule: an empty list allows all attributes, any other list allows only those it names.
	if (attributes.length === 0) return true;
	return ['topic', 'value'].every((name) => attributes.some((a) => a.attribute_name === name && a.read === true));
}

function failure(statusCode, message) {
	return Object.assign(new Error(message), { statusCode });
}

function requireReader(context) {
	// No entry point here reads a request's body, so nobody else would catch that it does not parse.
	context?.data?.catch?.(() => {});
	if (!context?.user) throw failure(401, 'Must login');
	if (!canRead(context.user)) throw failure(403, 'Unauthorized access to resource');
}

function requireFilter(filter) {
	if (!isTreeFilter(filter)) throw failure(400, `Not a topic filter of at most ${MAX_LEVELS} levels`);
}

function sysTable() {
	// Looked up each time, as the table may be dropped and made again while this worker lives.
	const table = globalThis.databases?.[DATABASE]?.[TABLE];
	if (!table) throw failure(404, `Table ${DATABASE}.${TABLE} does not exist`);
	return table;
}

/** What HarperDB reads a subscription from. Its MQTT server calls end(), a closed WebSocket return(), a broken event stream throw(). */
function feedOf(next, end) {
	return {
		next,
		end,
		return: end,
		throw: end,
		[Symbol.asyncIterator]() {
			return this;
		},
	};
}

/** Opens a subscription that takes from the table only as fast as its reader does, and lets go of it at the end. */
async function openFeed(filter, { user }, { startTime, omitCurrent }, format) {
	requireFilter(filter);
	const matches = matcherOf(filter);
	const known = new Map();
	if (omitCurrent) {
		// The client has these topics already, so it must hear when one of them goes away.
		for await (const record of sysTable().search({ conditions: [] }, { user })) {
			const reading = readingOf(record, matches);
			if (reading) known.set(record.id, { ...reading, version: -Infinity });
		}
	}
	// The table gets a context of its own: it would put its transaction and its rights check into the caller's.
	const changes = await sysTable().subscribe({ isCollection: true, id: null, startTime, omitCurrent }, { user });
	const events = changes[Symbol.asyncIterator]();
	const ready = [];
	let ended = false;
	const end = async () => {
		ended = true;
		changes.end();
		return { value: undefined, done: true };
	};
	const next = async () => {
		while (!ended && ready.length === 0) {
			const { value: event } = await events.next();
			for (const reading of deliveries(event, known, matches)) ready.push(format(reading, event));
		}
		return ended ? { value: undefined, done: true } : { value: ready.shift(), done: false };
	};
	return feedOf(next, end);
}

function toMqtt({ topic, text }, event) {
	return {
		// An array, because the broker splits it again to test "+", and some versions test nothing else.
		id: topic.split('/').slice(1),
		type: 'put',
		localTime: event.localTime,
		value: { contentType: 'text/plain', data: Buffer.from(text) },
	};
}

function toJson({ topic, text }) {
	return { topic, value: text };
}

function refuse(...args) {
	requireReader(args.at(-1));
	throw Object.assign(failure(405, 'This resource is read-only'), { allow: ['get'] });
}

// HarperDB's servers enter a resource by its static methods, and the inherited ones answer more than they should.
class ReadOnly extends (globalThis.Resource ?? Object) {
	static {
		const methods = 'connect copy create delete invalidate move patch post publish put query search subscribe update';
		for (const method of methods.split(' ')) this[method] = refuse;
	}
}

/** The tree itself; the export's name is its path. */
export class $SYS extends ReadOnly {
	/** One topic as plain text, or a list of topics for a wildcard or a path that ends in "/". */
	static async get(target, context) {
		requireReader(context);
		const filter = filterOfUrl(target.url);
		requireFilter(filter);
		const matches = matcherOf(filter);
		const found = [];
		for await (const record of sysTable().search({ conditions: [] }, { user: context.user })) {
			const reading = readingOf(record, matches);
			if (reading) found.push(toJson(reading));
		}
		if (/[+#]/.test(filter)) return found;
		return found.length > 0 ? { contentType: 'text/plain; charset=utf-8', data: found[0].value } : undefined;
	}

	/** MQTT. The context has the filter as the client sent it; the request has it taken apart, and not reversibly. */
	static async subscribe(request, context) {
		requireReader(context);
		return openFeed(context.topic, context, request, toMqtt);
	}

	/** Server-sent events and plain WebSockets. */
	static async connect(target, incoming, context) {
		requireReader(context);
		// What a WebSocket client sends is queued until somebody takes it.
		incoming?.on('data', () => {});
		const feed = await openFeed(filterOfUrl(target.url), context, {}, toJson);
		// HarperDB notices only at the next message that an event stream's reader left, and a quiet topic has none.
		context._nodeRequest?.socket?.once('close', feed.end);
		return feed;
	}
}

/** The exported tables, or undefined (left out of the JSON) where this HarperDB does not tell. */
function exportedTables() {
	const { resources } = globalThis.server;
	if (!resources) return undefined;
	return [...resources]
		.filter(([, { Resource: resource, exportTypes }]) => resource.tableName && exportTypes?.mqtt !== false)
		.map(([path, { Resource: resource }]) => ({ path, database: resource.databaseName, table: resource.tableName }));
}

/** Gives a subscriber the one message of its own, then nothing until it leaves. */
function onceTo(event) {
	let leave;
	const left = new Promise((resolve) => (leave = () => resolve({ value: undefined, done: true })));
	const end = async () => {
		leave();
		return left;
	};
	let first = { value: event, done: false };
	const next = async () => {
		const result = first ?? left;
		first = null;
		return result;
	};
	return feedOf(next, end);
}

/** Says which version of this component answers, and in which worker. */
export class syspulse_info extends ReadOnly {
	/** MQTT, for a client that wants to know which worker serves it: "syspulse_info/thread", and no other topic. */
	static async subscribe(request, context) {
		requireReader(context);
		if (context.topic !== 'syspulse_info/thread') throw failure(400, 'Only syspulse_info/thread can be subscribed to');
		return onceTo(toMqtt({ topic: context.topic, text: String(threadId) }, { localTime: Date.now() }));
	}

	static get(target, context) {
		requireReader(context);
		return {
			name: 'SysPulse component',
			version: VERSION,
			started: STARTED,
			threadId,
			workerIndex: globalThis.server.workerIndex,
			exported: exportedTables(),
		};
	}
}
