/**
 * The `$SYS/...` topics: which filters are legal and what they match, and what readers of a topic see of the records of
 * table `sys` and of their changes.
 */

const ROOT = '$SYS';
const UPTIME_TOPIC = '$SYS/broker/uptime';

// MQTT carries a topic's length in two bytes; a longer one would break the subscriber's connection.
const MAX_TOPIC_BYTES = 65535;

// No topic of the tree is near this deep, and each level costs time at every change of every record.
export const MAX_LEVELS = 32;

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
