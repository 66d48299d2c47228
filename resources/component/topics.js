/** Messages and bytes by topic: exactly by the first level, and the busiest ones by their first levels. */
import { HeavyHitters, Hitter } from './heavyhitters.js';
import { rounded } from './peers.js';

export const MAX_ROOTS = 50;
export const ROOT_NUMBERS = 4; // messages in, bytes in, messages out, bytes out
/** Bytes of a first level that has numbers of its own, and of the first levels that are told apart. */
export const MAX_NAME = 64;
export const MAX_KEY = 128;

const MAX_TOPICS = 1000;
const SLASH = 47;
// Topics of SysPulse itself: what it writes, and its view of that.
const OWN = new Set(['sys', '$SYS', 'sys_sessions']);

/** What a message is counted for: a topic, or all that begin with the same levels. */
class Topic extends Hitter {
	bytes = null; // its name; null where it is not among the busiest
	open = false; // whether longer topics that begin like this count here
	more = false; // whether there were such
	own = false;
	root = null;
	since = 0;
	in = 0;
	inBytes = 0;
	out = 0;
	outBytes = 0;
	told = null; // the numbers as last told
}

/** A first level. Its numbers are in the memory that other threads can see. */
class Root {
	constructor(index, own) {
		this.at = index * ROOT_NUMBERS;
		this.own = own;
		/** For its topics whose first levels are too long to be told apart. */
		this.rest = Object.assign(new Topic(''), { root: this, own });
	}
}

const levelEnd = (buffer, start, end) => {
	let stop = start;
	while (stop < end && buffer[stop] !== SLASH) stop++;
	return Math.min(stop, end);
};

/** The topics of one worker thread. */
export class Topics {
	#numbers;
	#names;
	#roots = new Map();
	#rest; // all first levels that have no numbers of their own
	#ownRest; // the same numbers, for those of SysPulse
	#busiest;
	#levels;
	#isServed;
	#last = null; // of any connection: in a fan-out the same topic is written to one after the other
	#mean = 0; // bytes of a message

	/**
	 * @param {Float64Array} numbers (MAX_ROOTS + 1) * ROOT_NUMBERS, the last ones for all other first levels
	 * @param {Uint8Array} names MAX_ROOTS * (MAX_NAME + 1), each with its length before it
	 * @param {{levels?: number, isServed?: (root: string) => boolean}} options how many first levels of a topic are told
	 * apart; whether HarperDB serves a first level: others are counted together, so that none can fill the table
	 */
	constructor(numbers, names, { levels = 2, isServed = () => true } = {}) {
		this.#numbers = numbers;
		this.#names = names;
		this.#levels = levels;
		this.#isServed = isServed;
		this.#busiest = new HeavyHitters(MAX_TOPICS, (key) => new Topic(key));
		this.#rest = new Root(MAX_ROOTS, false);
		this.#ownRest = new Root(MAX_ROOTS, true);
	}

	/** Replaced by who must know before a topic is added, which may take the place of another, or weighed. */
	onChange() {}

	/** For messages whose topic is not known. */
	get other() {
		return this.#rest.rest;
	}

	/** @returns the topic whose name is in the bytes from @p start to before @p end; @p guess is tried first */
	find(buffer, start, end, guess) {
		if (guess !== null && matches(guess, buffer, start, end)) return guess;
		const last = this.#last;
		if (last !== null && matches(last, buffer, start, end)) return last;
		this.onChange();
		// A slash at the beginning belongs to the first level, as HarperDB sees it.
		const first = levelEnd(buffer, start + 1, end);
		const root = this.#rootOf(buffer, start, first);
		let stop = first;
		let level = 1;
		for (; level < this.#levels && stop < end && !root.own; level++) stop = levelEnd(buffer, stop + 1, end);
		if (stop - start > MAX_KEY) return root.rest;
		const key = buffer.latin1Slice(start, stop);
		let topic = this.#busiest.get(key);
		if (topic === undefined) {
			// Where very many topics take turns, trying one in eight of the new ones finds the busy ones too, and the
			// others cost little.
			if (this.#busiest.full && Math.random() >= 0.125) return root.rest;
			topic = this.#busiest.add(key, 0);
			topic.bytes = Buffer.from(topic.key, 'latin1');
			topic.root = root;
			topic.own = root.own;
			topic.open = root.own || level === this.#levels;
		}
		if (stop < end) topic.more = true;
		this.#last = topic;
		return topic;
	}

	/** Counts a message. */
	count(topic, out, size) {
		addMessages(this.#numbers, topic.root.at, out, size, 1);
		this.weigh(topic, out, size, 1);
	}

	/** Counts messages of one size for a topic only, not for its first level. */
	weigh(topic, out, size, times) {
		if (out) {
			topic.out += times;
			topic.outBytes += times * size;
		} else {
			topic.in += times;
			topic.inBytes += times * size;
		}
		// A large share of the messages or of the bytes is enough to be kept.
		if (this.#mean === 0) this.#mean = size;
		this.#mean += (size - this.#mean) * (times === 1 ? 1 / 1024 : 1 - (1023 / 1024) ** times);
		topic.count += times * (1 + size / this.#mean);
	}

	/** Adds what another thread has counted by first level; see rootsIn(). */
	adopt(rows, sign) {
		for (const [name, ...row] of rows) {
			const { at } = this.#root(Buffer.from(name).latin1Slice());
			row.forEach((number, i) => (this.#numbers[at + i] += sign * number));
		}
	}

	/**
	 * The busiest topics by messages and by bytes, each direction: what came since the last call, and since `since`.
	 * @param {number} most how many of each
	 * @param {number} seconds since the last call
	 */
	busiest(most, seconds, now) {
		this.onChange();
		const list = [];
		for (const topic of this.#busiest.values()) {
			const delta = {};
			for (const name of COUNTED) {
				delta[name] = seconds > 0 ? (topic[name] - (topic.told?.[name] ?? 0)) / seconds : 0;
			}
			topic.told = { in: topic.in, inBytes: topic.inBytes, out: topic.out, outBytes: topic.outBytes };
			topic.since ||= now;
			// A table may have been made after the first message to it.
			if (topic.root.at === this.#rest.at) topic.root = this.#rootOf(topic.bytes);
			if (topic.count >= 0.01) list.push({ topic, delta });
		}
		this.#busiest.decay(Math.exp(-seconds / 60));
		const chosen = new Set();
		for (const name of COUNTED) {
			const busy = list.filter(({ delta }) => delta[name] > 0);
			for (const item of busy.sort((a, b) => b.delta[name] - a.delta[name]).slice(0, most)) chosen.add(item);
		}
		// Those that rest keep their place while there is room, so that their charts have an end.
		list.sort((a, b) => b.topic.count - a.topic.count);
		for (const item of list) {
			if (chosen.size >= most) break;
			chosen.add(item);
		}
		return [...chosen].map(({ topic, delta }) => recordOf(topic, delta));
	}

	#rootOf(buffer, start = 0, stop = levelEnd(buffer, 1, buffer.length)) {
		return this.#root(stop - start > MAX_NAME ? '' : buffer.latin1Slice(start, stop));
	}

	#root(name) {
		let root = this.#roots.get(name);
		if (root !== undefined) return root;
		const isOwn = OWN.has(name);
		const hasRoom = name !== '' && name.length <= MAX_NAME && this.#roots.size < MAX_ROOTS;
		if (!hasRoom || !this.#isServed(Buffer.from(name, 'latin1').toString())) return isOwn ? this.#ownRest : this.#rest;
		const index = this.#roots.size;
		root = new Root(index, isOwn);
		this.#roots.set(name, root);
		const at = index * (MAX_NAME + 1);
		this.#names.set(Buffer.from(name, 'latin1'), at + 1);
		this.#names[at] = name.length;
		return root;
	}
}

/** Counts messages of one size for the first level at @p at. */
export function addMessages(numbers, at, out, size, times) {
	const first = out ? at + 2 : at;
	numbers[first] += times;
	numbers[first + 1] += times * size;
}

const COUNTED = ['in', 'inBytes', 'out', 'outBytes'];

function matches(topic, buffer, start, end) {
	const { bytes } = topic;
	if (bytes === null || !topic.live) return false;
	const stop = start + bytes.length;
	if (stop > end || (stop < end && (!topic.open || buffer[stop] !== SLASH))) return false;
	for (let i = 0; i < bytes.length; i++) if (bytes[i] !== buffer[start + i]) return false;
	if (stop < end) topic.more = true;
	return true;
}

function recordOf(topic, delta) {
	return {
		topic: topic.bytes.toString() + (topic.more ? '/#' : ''),
		own: topic.own,
		since: topic.since,
		in: topic.in,
		in_bytes: topic.inBytes,
		out: topic.out,
		out_bytes: topic.outBytes,
		in_rate: rounded(delta.in),
		in_bytes_rate: rounded(delta.inBytes),
		out_rate: rounded(delta.out),
		out_bytes_rate: rounded(delta.outBytes),
	};
}

/**
 * What is told of the first levels in @p numbers and @p names, perhaps another thread's: lists of name, messages in,
 * bytes in, messages out, bytes out. The name '' stands for all others.
 */
export function rootsIn(numbers, names) {
	const rows = [];
	for (let i = 0; i <= MAX_ROOTS; i++) {
		const length = i < MAX_ROOTS ? names[i * (MAX_NAME + 1)] : 0;
		const row = [...numbers.subarray(i * ROOT_NUMBERS, (i + 1) * ROOT_NUMBERS)];
		if ((i < MAX_ROOTS && length === 0) || row.every((number) => number === 0)) continue;
		const start = i * (MAX_NAME + 1) + 1;
		rows.push([Buffer.from(names.slice(start, start + length)).toString(), ...row]);
	}
	return rows;
}
