import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a condition is true, which may take time to ask for. @returns what it gave; throws where it never is */
export async function until(condition, ms = 60000) {
	const end = Date.now() + ms;
	for (;;) {
		const value = await condition();
		if (value) return value;
		if (Date.now() > end) throw new Error(`never: ${condition}`);
		await sleep(5);
	}
}
