/**
 * Serves the standard `$SYS/...` topics with bare payloads from the records of table `sys`.
 * Loading this module only defines things and starts a timer: HarperDB may do it twice, the tests without a HarperDB.
 */
import { threadId } from 'node:worker_threads';
import { start } from './events.js';
import { VERSION } from './recorder.js';

start();
const DATABASE = 'data';
const TABLE = 'sys';
const ROOT = '$SYS';
const UPTIME_TOPIC = '$SYS/broker/uptime';

// MQTT carries a topic's length in two bytes; a longer one would break the subscriber's connection.
const MAX_TOPIC_BYTES = 65535;

// No topic of the tree is near this deep, and each level costs time at every change of every record.
const MAX_LEVELS = 32;

// process.uptime() counts from the start of the process even inside a worker thread.
const STARTED = Math.round(Date.now() - process.uptime() * 1000);

// A 'message' is a non-retained publish to sys/...: it changes no record, so it is not news for the tree.
const RECORD_CHANGES = new Set(['put', 'patch', 'delete']);

/** Whether a topic or filter has more levels than are served. Looks no further than that. */
function isTooDeep(topic) {
	let levels = 1;
	for (let i = topic.indexOf('/'); i !== -1; i = topic.indexOf('/', i + 1)) if (++levels > MAX_LEVELS) return true;
	return false;
}

/**
 * Whether text is a legal MQTT topic filter at or below `$SYS`, with at most 32 levels.
 * @param {unknown} filter
 * @returns {boolean}
 */
export function isTreeFilter(filter) {
	if (typeof filter !== 'string' || filter.includes('\0') || isTooDeep(filter)) return false;
	const levels = filter.split('/');
	const last = levels.length - 1;
	const legal = (level, i) => level === '+' || (level === '#' && i === last) || !/[+#]/.test(level);
	return levels[0] === ROOT && levels.every(legal);
}

/**
 * MQTT 3.1.1 matching (section 4.7) of topic names against a legal filter, which is taken apart once.
 * @param {string} filter
 * @returns {(topic: string) => boolean}
 */
export function matcherOf(filter) {
	if (!/[+#]/.test(filter)) return (topic) => topic === filter;
	const wanted = filter.split('/');
	return (topic) => {
		const levels = topic.split('/', wanted.length + 1);
		for (let i = 0; i < wanted.length; i++) {
			// Comes before the length check because "a/#" matches its parent "a" too.
			if (wanted[i] === '#') return true;
			if (i === levels.length || (wanted[i] !== '+' && wanted[i] !== levels[i])) return false;
		}
		return wanted.length === levels.length;
	};
}

/**
 * The topic a record is published under, or null where the record carries none that MQTT could deliver.
 * It is never derived from the id: `_` and `/` both become `_` there.
 * @param {{topic?: unknown} | null | undefined} record
 * @returns {string | null}
 */
export function topicOf(record) {
	const topic = record?.topic;
	if (typeof topic !== 'string' || !topic.startsWith(`${ROOT}/`) || topic.length === ROOT.length + 1) return null;
	if (/[+#\0]/.test(topic) || Buffer.byteLength(topic) > MAX_TOPIC_BYTES || isTooDeep(topic)) return null;
	return topic;
}

/**
 * The bare payload of a value, or null where there is no value to show.
 * @param {string} topic
 * @param {unknown} value
 * @returns {string | null}
 */
export function valueText(topic, value) {
	if (value === null || value === undefined) return null;
	// mosquitto sends the unit with this one topic, and its readers expect it.
	if (topic === UPTIME_TOPIC && typeof value === 'number') return `${Math.floor(value)} seconds`;
	if (typeof value !== 'object') return String(value);
	try {
		return JSON.stringify(value, (key, item) => (typeof item === 'bigint' ? String(item) : item));
	} catch {
		// Nested too deeply to print. Throwing would end the subscription of every reader of the tree.
		return null;
	}
}

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

/**
 * The topic filter an HTTP URL below `/$SYS` asks for; a path that ends in "/" asks for everything below it.
 * @param {string} url percent-encoded, without the leading `/$SYS`
 * @returns {string | null} null where the encoding is broken; otherwise still to be checked
 */
export function filterOfUrl(url) {
	try {
		const filter = ROOT + decodeURIComponent(url.split('?', 1)[0] || '/');
		return filter.endsWith('/') ? `${filter}#` : filter;
	} catch {
		return null;
	}
}

/**
 * What a reader of the topics that match gets to see of a record, or null for nothing.
 * @param {object | null | undefined} record
 * @param {(topic: string) => boolean} matches
 * @returns {{topic: string, text: string} | null}
 */
export function readingOf(record, matches) {
	const topic = topicOf(record);
	if (topic === null || !matches(topic)) return null;
	const text = valueText(topic, record.value);
	return text === null ? null : { topic, text };
}

/**
 * What one change of the table means to one subscriber. A topic whose record or value went away gets an empty
 * payload once, MQTT's sign for "cleared".
 * @param {{id: unknown, type: string, version?: number, value?: object | null}} event
 * @param {Map<unknown, {topic?: string, text?: string, version: number}>} known what the subscriber was told
 * @param {(topic: string) => boolean} matches
 * @returns {{topic: string, text: string}[]}
 */
export function deliveries(event, known, matches) {
	if (!RECORD_CHANGES.has(event.type)) return [];
	const before = known.get(event.id);
	const reading = event.type === 'delete' ? null : readingOf(event.value, matches);
	if (before && event.version <= before.version) {
		// A commit that lands while the current state is being read is reported again. The same version with
		// another text is news, though: one transaction wrote the record twice.
		if (event.version < before.version) return [];
		if (before.topic === reading?.topic && before.text === reading?.text) return [];
	}
	if (event.type === 'delete') known.delete(event.id);
	else known.set(event.id, { ...reading, version: event.version });

	const result = [];
	// When records get other ids, those of before go after the new ones have come, and the topic lives on.
	const gone = before?.topic && before.topic !== reading?.topic && !isKnown(before.topic, known);
	if (gone) result.push({ topic: before.topic, text: '' });
	if (reading) result.push(reading);
	return result;
}

function isKnown(topic, known) {
	for (const reading of known.values()) if (reading.topic === topic) return true;
	return false;
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
	return {
		async next() {
			while (!ended && ready.length === 0) {
				const { value: event } = await events.next();
				for (const reading of deliveries(event, known, matches)) ready.push(format(reading, event));
			}
			return ended ? { value: undefined, done: true } : { value: ready.shift(), done: false };
		},
		// The MQTT server calls end(), a closed WebSocket return(), a broken server-sent event stream throw().
		end,
		return: end,
		throw: end,
		[Symbol.asyncIterator]() {
			return this;
		},
	};
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

/** Says which version of this component answers, and in which worker. */
export class syspulse_info extends ReadOnly {
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
