/** Writes the records of clients, in batches, and as fast as leaves the worker at least a third of its time. */
import { recordOf } from './peers.js';

// Takes some 20 ms, in many short pieces.
const MAX_BATCH = 500;
// A flush lasts no longer, however much there is to write: the thread has to say that it lives.
const FLUSH_MS = 1000;
const MAX_PAUSE_MS = 100;

export class Writer {
	#host;
	#recorder;
	#dirty = new Map(); // record id -> entry to write, or null to delete

	/** @param recorder that of this thread, for the records */
	constructor(host, recorder) {
		this.#host = host;
		this.#recorder = recorder;
	}

	put(entry) {
		this.#dirty.set(entry.id, entry);
	}

	remove({ id, stored }) {
		if (stored) this.#dirty.set(id, null);
		else this.#dirty.delete(id);
	}

	/** Writes what there is. What fails, or takes too long, is left to the next call. @param tick the current one */
	async flush(tick) {
		const { monotonic, pause } = this.#host;
		const began = monotonic();
		for (let now = began; now - began < FLUSH_MS; now = monotonic()) {
			if ((await this.#batch(tick)) < MAX_BATCH) return;
			// The busier the worker is with other things, the longer a batch takes.
			await pause(Math.min((monotonic() - now) / 2, MAX_PAUSE_MS));
		}
	}

	async #batch(tick) {
		const batch = [];
		for (const [id, entry] of this.#dirty) {
			if (batch.length === MAX_BATCH) break;
			// A new client is about to send its SUBSCRIBE: one record then tells both.
			if (entry && !entry.stored && entry.tick === tick) continue;
			batch.push([id, entry]);
			this.#dirty.delete(id);
			if (entry) entry.stored = true;
		}
		if (batch.length === 0) return 0;
		const { sys_sessions } = this.#host.tables;
		try {
			await this.#host.transact((context) =>
				Promise.all(
					batch.map(([id, entry]) =>
						entry
							? sys_sessions.put(id, recordOf(entry, this.#recorder), context)
							: sys_sessions.delete(id, context)
					)
				)
			);
		} catch (error) {
			for (const [id, entry] of batch) if (!this.#dirty.has(id)) this.#dirty.set(id, entry);
			throw error;
		}
		return batch.length;
	}
}
