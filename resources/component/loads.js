/**
 * Smoothed events per minute over 1, 5 and 15 minutes, in the form in which SysPulse's checkpoint has them
 * (core/metrics/loadaverage.cpp).
 */

export const MINUTES = [1, 5, 15];

/**
 * @param {{total, time, valid, values} | undefined} state what update() gave before
 * @param {number} total the counter now
 * @param {number} now ms that the broker has been up
 */
export function update(state, total, now) {
	if (!state || !(state.time >= 0) || total < state.total) return { total, time: now, valid: false, values: [0, 0, 0] };
	if (now < state.time) return { ...state, total, time: now };
	const seconds = (now - state.time) / 1000;
	if (seconds <= 0) return state;
	const rate = ((total - state.total) * 60) / seconds;
	const values = state.values.map((value, i) =>
		state.valid ? rate + Math.exp(-seconds / (MINUTES[i] * 60)) * (value - rate) : rate
	);
	return { total, time: now, valid: true, values };
}

/** What is published of it: two decimals, and nothing before the second update. */
export const readingsOf = (state) =>
	state?.valid ? MINUTES.map((minutes, i) => [minutes, Math.round(state.values[i] * 100) / 100]) : [];
