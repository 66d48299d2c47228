/** The records of table `sys`, as SysPulse's own updaters write them (core/updater/sysrecord.cpp). */

const ROOT = '$SYS/';
export const BROKER = `${ROOT}broker/`;
const TABLES = `${BROKER}topics/`;
const VERSION = `${BROKER}version`;
/** What the topics begin with in which the updater tells of itself. */
export const UPDATER = `${BROKER}syspulse/updater/`;
const MAX_TOPIC_BYTES = 65535;

/**
 * The id of a topic's record, or null where it cannot have one: HarperDB does not allow dots in topics.
 * @param {boolean} hierarchical whether it keeps the levels: `broker/version` instead of `broker_version`
 */
export function recordId(topic, hierarchical = false) {
	if (!topic.startsWith(ROOT) || /[+#\0.]/.test(topic) || Buffer.byteLength(topic) > MAX_TOPIC_BYTES) return null;
	const levels = topic.slice(ROOT.length).split('/');
	return levels.includes('') ? null : levels.join(hierarchical ? '/' : '_');
}

/** Whether records with these ids are hierarchical, by one that each updater writes; undefined where there are none yet. */
export function areHierarchical(ids) {
	if (ids.has(recordId(VERSION, true))) return true;
	return ids.has(recordId(VERSION)) ? false : undefined;
}

export class Records {
	#catalogue;
	#hierarchical = false;
	#topics = new Map(); // id -> topic, of those that are in the catalogue by name

	/** @param {{topics, tables}} catalogue `topics` by name, `tables` by the end of a name */
	constructor(catalogue) {
		this.#catalogue = catalogue;
		this.#fill();
	}

	#fill() {
		this.#topics.clear();
		for (const topic of Object.keys(this.#catalogue.topics)) this.#topics.set(this.#id(topic), topic);
	}

	#id(topic) {
		return recordId(topic, this.#hierarchical);
	}

	/**
	 * Takes over how the ids of the stored records are written. Those of the other style, which a change of the style
	 * left behind that was interrupted, stay as they are: the next updater removes them.
	 * @param {Map<string, string>} stored topics by id
	 */
	follow(stored) {
		this.#hierarchical = areHierarchical(stored) ?? this.#hierarchical;
		this.#fill();
	}

	/** @returns {{kind, unit, description} | null} */
	describe(topic) {
		const known = this.#catalogue.topics[topic];
		if (known) return known;
		if (!topic.startsWith(TABLES)) return null;
		const slash = topic.indexOf('/', TABLES.length);
		const family = slash > TABLES.length ? this.#catalogue.tables[topic.slice(slash + 1)] : undefined;
		if (!family) return null;
		const table = topic.slice(TABLES.length, slash);
		return { ...family, description: family.description.split('{table}').join(table) };
	}

	/** A record without its time. */
	of(id, [topic, value, source, quality]) {
		const { kind = 'gauge', unit = '', description = '' } = this.describe(topic) ?? {};
		return { id, value, timestamp: 0, description, topic, unit, kind, source, quality };
	}

	/**
	 * The records of @p readings, of what was stored before and has no reading now, and of @p last, in this order.
	 * @param {[topic: string, value, source: string, quality: string][]} readings of two with one id the first one counts
	 * @param {Map<string, string>} stored topics by id
	 * @param {(key: string) => string} quality how good a counter is, by its name below the broker's; `unknown`: not known
	 */
	batch(readings, last, stored, quality) {
		const list = new Map();
		const add = (reading) => {
			const id = this.#id(reading[0]);
			if (id === null || list.has(id)) return;
			const record = this.of(id, reading);
			list.set(id, { id, record, content: JSON.stringify(record) });
		};
		readings.forEach(add);
		// What was written before must not stay on as if it were current: tables that were not counted since the broker
		// restarted are at 0, everything else is unknown.
		for (const [id, told] of stored) {
			const topic = this.#topics.get(id) ?? told;
			if (typeof topic !== 'string' || this.#id(topic) !== id || list.has(id)) continue;
			if (topic.startsWith(UPDATER) || !this.describe(topic)) continue;
			const known = topic.startsWith(TABLES) ? quality(topic.slice(BROKER.length)) : 'unknown';
			add(known === 'unknown' ? [topic, null, '', known] : [topic, 0, 'wire', known]);
		}
		last.forEach(add);
		return [...list.values()];
	}
}
