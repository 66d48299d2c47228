import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a condition is true, which may take time to ask for.
 * @param {number} ms at most
 * @param {number} every ms between two looks at it
 * @returns what the condition gave; throws where it is never true
 */
export async function until(condition, ms = 60000, every = 5) {
	const end = Date.now() + ms;
	for (;;) {
		const value = await condition();
		if (value) return value;
		if (Date.now() > end) throw new Error(`never: ${condition}`);
		await sleep(every);
	}
}
