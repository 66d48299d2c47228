/**
 * How often a client has logged in lately, over all worker threads: a client that comes and goes is with another worker
 * each time. A count-min sketch (Cormode, Muthukrishnan, 2005) in memory that all threads can see; each writes its own.
 */

const WIDTH = 4096; // a power of two
const ROWS = 2;
// The last minute at least, and 90 s at most.
const GENERATIONS = 3;
const GENERATION_MS = 30000;
const MOST = 65535;

const CELLS = ROWS * WIDTH;
const GENERATION_BYTES = 8 + 2 * CELLS; // its number and its total come first
export const LOGINS_MEMORY = GENERATIONS * GENERATION_BYTES;

/** 32-bit FNV-1a. */
function hashOf(text) {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash ^ (hash >>> 15);
}

class Sketch {
	constructor(memory, at) {
		this.generations = Array.from({ length: GENERATIONS }, (_, i) => {
			const start = at + i * GENERATION_BYTES;
			return { head: new Uint32Array(memory, start, 2), cells: new Uint16Array(memory, start + 8, CELLS) };
		});
	}
}

export class Logins {
	#own;
	#at;
	#others;
	#known = new WeakMap(); // memory -> its sketch

	/**
	 * @param {SharedArrayBuffer} memory holds LOGINS_MEMORY bytes from @p at on, as that of every other thread does
	 * @param {() => Iterable<SharedArrayBuffer>} others the other threads' memories
	 */
	constructor(memory, at, others) {
		this.#own = new Sketch(memory, at);
		this.#at = at;
		this.#others = others;
	}

	/**
	 * Counts a login. @returns about how many there were lately, which is not less than there really were; 0 where that
	 * may well be due to the others, of whom there are many then
	 * @param {number} now in ms, of a clock that never goes back and is the same in all threads
	 */
	add(client, now) {
		const current = Math.floor(now / GENERATION_MS);
		const { head, cells } = this.#own.generations[current % GENERATIONS];
		if (head[0] !== current) {
			cells.fill(0);
			head[1] = 0;
			head[0] = current;
		}
		const hash = hashOf(client);
		const places = [hash & (WIDTH - 1), WIDTH + ((hash >>> 16) & (WIDTH - 1))];
		for (const place of places) if (cells[place] < MOST) cells[place]++;
		head[1]++;
		return this.#estimate(places, current);
	}

	#estimate(places, current) {
		const sums = [0, 0];
		let all = 0;
		const add = ({ generations }) => {
			for (const { head, cells } of generations) {
				if (current - head[0] >= GENERATIONS || head[0] > current) continue;
				all += head[1];
				for (let row = 0; row < ROWS; row++) sums[row] += cells[places[row]];
			}
		};
		add(this.#own);
		for (const memory of this.#others()) {
			let sketch = this.#known.get(memory);
			if (!sketch) this.#known.set(memory, (sketch = new Sketch(memory, this.#at)));
			add(sketch);
		}
		const count = Math.min(...sums);
		// When all clients come back at once, each cell holds many of them.
		const usual = all / WIDTH;
		return count > 4 * usual ? count : 0;
	}
}
