/**
 * Smoothed events per minute over 1, 5 and 15 minutes: by the rule that core/metrics/loadaverage.h describes, and in the
 * form in which SysPulse's checkpoint has them.
 */

export const MINUTES = [1, 5, 15];
const FAR_MS = 60000;

/**
 * @param {{total, time, valid, values} | undefined} state what update() gave before
 * @param {number} total the counter now
 * @param {number} now ms that the broker has been up
 * @param {number} start the same when the counter was 0, where there is no state yet
 */
export function update(state, total, now, start = 0) {
	if (!(state?.time >= 0)) state = { total: 0, time: start, valid: false, values: [0, 0, 0] };
	if (total < state.total) return { total, time: now, valid: false, values: [0, 0, 0] };
	if (state.time - now > FAR_MS) return { ...state, total, time: now };
	const seconds = (now - state.time) / 1000;
	if (seconds <= 0) return state;
	const rate = ((total - state.total) * 60) / seconds;
	const values = state.values.map((value, i) => rate + Math.exp(-seconds / (MINUTES[i] * 60)) * (value - rate));
	return { total, time: now, valid: true, values };
}

/** What is published of it: two decimals, and nothing as long as no time has passed. */
export const readingsOf = (state) =>
	state?.valid ? MINUTES.map((minutes, i) => [minutes, Math.round(state.values[i] * 100) / 100]) : [];
