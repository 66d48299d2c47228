/** How busy this worker thread is: heap, event loop, and what it counted in the last second or so. */
import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { rounded } from './peers.js';

export class Gauges {
	#loop = performance.eventLoopUtilization();
	#before = null;

	/**
	 * @param {{packets_in, packets_out, bytes_in, bytes_out}} counted totals
	 * @param {number} monotonic ms of a clock that never goes back and is the same in all threads
	 */
	read(counted, monotonic) {
		const loop = performance.eventLoopUtilization();
		const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
		const seconds = this.#before ? (monotonic - this.#before.monotonic) / 1000 : 0;
		const rates = {};
		for (const [name, total] of Object.entries(counted)) {
			// An adoption lets totals jump, and a disowning lets them go back.
			const delta = seconds > 0 ? Math.max(0, total - this.#before.counted[name]) : 0;
			rates[`${name}_rate`] = seconds > 0 ? rounded(delta / seconds) : 0;
		}
		const { utilization } = performance.eventLoopUtilization(loop, this.#loop);
		this.#loop = loop;
		this.#before = { counted, monotonic };
		return { heap_used: used, heap_limit: limit, utilization: rounded(utilization), monotonic, ...rates };
	}

	/** Leaves out what did not happen in this moment from the next rates. */
	skip(counted) {
		if (this.#before) this.#before.counted = counted;
	}
}
