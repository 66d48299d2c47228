/** Counts what is written to one subscriber after the other, as in a fan-out: only the first one is looked into. */

/** What it keeps in the memory that other threads can see: how often since it was last added up, and what. */
export const REPEATS = Object.freeze({ times: 0, head: 1, size: 2, payload: 3, own: 4, root: 5 });
export const REPEATS_NUMBERS = Object.keys(REPEATS).length;

const LONGEST = 256; // bytes before a payload that are compared
const NONE = -2;

/**
 * The message that was written last. One that has the same bytes up to its payload, but for its packet id, and the same
 * length is the same to count, and to compare it takes less time than to look into it.
 */
export class Repeats {
	#numbers;
	#bytes = new Uint8Array(LONGEST);
	#compared = 0;
	#id = NONE; // where its packet id is
	#length = NONE;
	#version = 0;
	#topic = null;
	#onSettle;

	/**
	 * @param {Float64Array} numbers REPEATS_NUMBERS
	 * @param {(topic, size: number, times: number) => void} onSettle adds up what was repeated
	 */
	constructor(numbers, onSettle) {
		this.#numbers = numbers;
		this.#onSettle = onSettle;
	}

	/**
	 * A message that is alone in its chunk, sets no alias for its topic, and is counted as usual.
	 * @param out the direction that it went
	 * @param {number} id where its packet id is, if it has one
	 * @param {number} payload where its payload begins
	 */
	begin(out, chunk, id, payload) {
		this.end();
		const { connection, topic } = out;
		if (payload > Math.min(LONGEST, chunk.length)) return;
		for (let i = 0; i < payload; i++) this.#bytes[i] = chunk[i];
		this.#compared = payload;
		this.#id = chunk[0] & 6 ? id : NONE;
		this.#length = chunk.length;
		this.#version = connection.version;
		this.#topic = topic;
		const numbers = this.#numbers;
		numbers[REPEATS.head] = chunk[0];
		numbers[REPEATS.size] = chunk.length;
		numbers[REPEATS.payload] = chunk.length - payload;
		numbers[REPEATS.own] = topic.own ? 1 : 0;
		numbers[REPEATS.root] = topic.root.at;
	}

	/** Whether @p chunk is that message once more; it is counted then. */
	again(out, chunk) {
		const { length } = chunk;
		const { connection } = out;
		if (length !== this.#length || out.left !== 0 || connection.version !== this.#version || connection.own) return false;
		const bytes = this.#bytes;
		const id = this.#id;
		for (let i = 0; i < this.#compared; i++) if (chunk[i] !== bytes[i] && i !== id && i !== id + 1) return false;
		out.bytes += length;
		out.packets++;
		out.messages++;
		out.topic = this.#topic;
		this.#numbers[REPEATS.times]++;
		return true;
	}

	/** Adds up what was repeated, before somebody reads the numbers. */
	settle() {
		const times = this.#numbers[REPEATS.times];
		if (times > 0) this.#onSettle(this.#topic, this.#length, times);
	}

	/** The next message is another one. */
	end() {
		this.settle();
		this.#length = NONE;
	}
}
