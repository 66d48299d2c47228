/**
 * The moment to which the sum of all threads' counts belongs, by the clock that all threads share: by the rule that
 * core/metrics/countingclock.h describes, and in the form in which SysPulse's checkpoint has it.
 */

// How far the sum's moment may be from those of the threads.
const STRAY_MS = 2000;
// A thread that has news tells them once a second: one that has not told for longer has none.
const NEWS_MS = 1500;

const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

export class CountingClock {
	#at;
	#offset;
	#threads;

	/** @param stored `{at, offset}`; what is missing is not known */
	constructor({ at = -1, offset = 0 } = {}, threads = new Map()) {
		[this.#at, this.#offset, this.#threads] = Number.isFinite(at) && Number.isFinite(offset) ? [at, offset, threads] : [-1, 0, threads];
	}

	/**
	 * The clock after one more look.
	 * @param {{thread, at, packets}[]} told by each thread that lives: what it has counted, and when
	 * @param {number} run ms that the broker has been up
	 */
	after(told, run) {
		if (this.#awaitsNews(told)) return this;
		const threads = new Map();
		let [growth, elapsed, rates] = [0, 0, 0];
		for (const { thread, at, packets } of told) {
			if (!(at > 0)) continue;
			const known = this.#threads.get(thread);
			let rate = 0;
			if (known && known.at <= at) {
				const grown = Math.max(0, packets - known.packets);
				const passed = at - known.at;
				rate = passed > 0 ? grown / passed : known.rate;
				if (passed > 0) growth += grown;
				elapsed += passed;
			}
			rates += rate;
			threads.set(thread, { at, packets, rate });
		}
		if (threads.size === 0) return this;
		const times = [...threads.values()].map(({ at }) => at);
		const [first, last] = [Math.min(...times), Math.max(...times)];
		const step = rates > 0 ? growth / rates : elapsed / threads.size;
		const next = this.#threads.size === 0 ? last : this.#at + step;
		const offset = this.#at < 0 ? run - last : this.#offset;
		return new CountingClock({ at: Math.max(this.#at, clamp(next, first - STRAY_MS, last + STRAY_MS)), offset }, threads);
	}

	/** Whether a thread is about to tell what others have told already. */
	#awaitsNews(told) {
		const newest = Math.max(...told.map(({ at }) => at));
		return told.some(({ thread, at }) => this.#threads.get(thread)?.at === at && newest - at < NEWS_MS);
	}

	/** Ms that the broker had been up when the counts were right; null where no thread says when it counted. */
	get ms() {
		return this.#at < 0 ? null : Math.max(0, Math.round(this.#at) + this.#offset);
	}

	toCheckpoint() {
		return { at: this.#at, offset: this.#offset };
	}
}
