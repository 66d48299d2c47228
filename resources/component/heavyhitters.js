/** Finds the most frequent of very many keys in constant memory, with the bound of its error. */

/** What is kept of a key. */
export class Hitter {
	count = 0;
	error = 0;
	order = 0; // the count by which it was put in order
	live = true; // whether it is still kept

	constructor(key) {
		this.key = key;
	}
}

/**
 * Space-Saving (Metwally, Agrawal, El Abbadi, 2005): the counter of the rarest key goes to a new one, which inherits its
 * count as a possible error. Every key with more than 1 / capacity of all the weight is among those that are kept, and
 * its true count is between count - error and count.
 */
export class HeavyHitters {
	#entries = new Map();
	#heap = []; // by `order`, the least first; a count that has grown since is put in order when its entry gets to the top
	#capacity;
	#create;

	/** @param {(key: string) => Hitter} create makes an entry, which may hold more than a Hitter */
	constructor(capacity, create = (key) => new Hitter(key)) {
		this.#capacity = capacity;
		this.#create = create;
	}

	get size() {
		return this.#entries.size;
	}

	/** The least that a key must have had to be certainly among the entries. */
	get missed() {
		if (!this.full) return 0;
		this.#settle();
		return this.#heap[0].count;
	}

	get(key) {
		return this.#entries.get(key);
	}

	values() {
		return this.#entries.values();
	}

	get full() {
		return this.#entries.size >= this.#capacity;
	}

	/** The entry of @p key with its count raised. */
	add(key, weight = 1) {
		let entry = this.#entries.get(key);
		if (entry !== undefined) {
			entry.count += weight;
			return entry;
		}
		entry = this.#create(key);
		if (this.full) {
			this.#settle();
			const rarest = this.#heap[0];
			rarest.live = false;
			this.#entries.delete(rarest.key);
			entry.error = rarest.count;
			entry.count = entry.order = rarest.count + weight;
			this.#heap[0] = entry;
			this.#sink(0);
		} else {
			entry.count = entry.order = weight;
			this.#heap.push(entry);
			this.#rise(this.#heap.length - 1);
		}
		this.#entries.set(key, entry);
		return entry;
	}

	/** Makes what was counted until now weigh less than what comes. */
	decay(factor) {
		for (const entry of this.#heap) {
			entry.count *= factor;
			entry.error *= factor;
			entry.order *= factor;
		}
	}

	clear() {
		this.#entries.clear();
		this.#heap.length = 0;
	}

	/** Sees to it that the entry at the top has the least count. */
	#settle() {
		const heap = this.#heap;
		while (heap[0].order !== heap[0].count) {
			heap[0].order = heap[0].count;
			this.#sink(0);
		}
	}

	#rise(i) {
		const heap = this.#heap;
		const entry = heap[i];
		while (i > 0) {
			const parent = (i - 1) >> 1;
			if (heap[parent].order <= entry.order) break;
			heap[i] = heap[parent];
			i = parent;
		}
		heap[i] = entry;
	}

	#sink(i) {
		const heap = this.#heap;
		const entry = heap[i];
		for (;;) {
			let child = 2 * i + 1;
			if (child >= heap.length) break;
			if (child + 1 < heap.length && heap[child + 1].order < heap[child].order) child++;
			if (heap[child].order >= entry.order) break;
			heap[i] = heap[child];
			i = child;
		}
		heap[i] = entry;
	}
}

// Where very many new keys come, trying one in four of them finds the frequent ones too, and the others cost little.
const TRIED = 0.25;

/** HeavyHitters over the last minute or so: a ring of them, of which the oldest is emptied as time goes on. */
export class SlidingHitters {
	#slots;
	#slotMs;
	#now = null; // number of the current slot since the clock began

	constructor(capacity, slots = 6, slotMs = 10000) {
		this.#slots = Array.from({ length: slots }, () => new HeavyHitters(capacity));
		this.#slotMs = slotMs;
	}

	/** @param {number} now of a clock that never goes back, in ms */
	add(key, now, weight = 1) {
		this.#turn(now);
		const slot = this.#slots[this.#now % this.#slots.length];
		const entry = slot.get(key);
		if (entry !== undefined) entry.count += weight;
		else if (!slot.full || Math.random() < TRIED) slot.add(key, weight);
	}

	/** Up to @p most keys, those with the highest certain counts first: the true count is at least count - error. */
	top(most, now) {
		this.#turn(now);
		const sums = new Map();
		let missed = 0;
		for (const slot of this.#slots) {
			const atMost = slot.missed;
			missed += atMost;
			for (const { key, count, error } of slot.values()) {
				const sum = sums.get(key) ?? { key, count: 0, error: 0, seen: 0 };
				sum.count += count;
				sum.error += error;
				sum.seen += atMost;
				sums.set(key, sum);
			}
		}
		return [...sums.values()]
			.sort((a, b) => b.count - b.error - (a.count - a.error))
			.slice(0, most)
			.map(({ key, count, error, seen }) => {
				// In a slot that does not have it, it may have been one of the rarer ones.
				const unseen = missed - seen;
				return { key, count: count + unseen, error: error + unseen };
			});
	}

	#turn(now) {
		const slot = Math.floor(now / this.#slotMs);
		if (slot === this.#now) return;
		const since = this.#now === null ? 0 : Math.min(slot - this.#now, this.#slots.length);
		for (let i = 0; i < since; i++) this.#slots[(slot - i) % this.#slots.length].clear();
		this.#now = slot;
	}
}
