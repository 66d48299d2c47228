// The frequent keys are found among any number of others, within the bound of the method.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeavyHitters, SlidingHitters } from '../../resources/component/heavyhitters.js';
import { randomness } from './packets.mjs';

test('frequent keys are kept, and every count is within its error', () => {
	for (let seed = 1; seed <= 30; seed++) {
		const random = randomness(seed);
		const hitters = new HeavyHitters(50);
		const truth = new Map();
		let weight = 0;
		for (let i = 0; i < 20000; i++) {
			const key = random.chance(0.3) ? `busy${random.below(10)}` : `rare${random.below(100000)}`;
			const w = 1 + random.below(3);
			weight += w;
			truth.set(key, (truth.get(key) ?? 0) + w);
			hitters.add(key, w);
		}
		assert.equal(hitters.size, 50);
		for (const [key, count] of truth) if (count > weight / 50) assert.ok(hitters.get(key), `${key} of seed ${seed}`);
		for (const { key, count, error } of hitters.values()) {
			assert.ok(truth.get(key) <= count && truth.get(key) >= count - error, `${key} of seed ${seed}`);
			assert.ok(error <= weight / 50 + 1);
		}
	}
});

test('counts that are raised from outside are taken into account', () => {
	const hitters = new HeavyHitters(3);
	const kept = hitters.add('kept');
	kept.count += 1000;
	const gone = hitters.add('gone');
	for (let i = 0; i < 500; i++) hitters.add(`k${i}`);
	assert.deepEqual([kept.live, gone.live, hitters.get('kept') === kept], [true, false, true]);
	assert.ok(hitters.missed < 1000);
});

test('what decays gives way to what is new', () => {
	const hitters = new HeavyHitters(2);
	hitters.add('old', 1000);
	hitters.add('new', 10);
	for (let i = 0; i < 10; i++) {
		hitters.decay(0.5);
		hitters.add('new', 10);
	}
	hitters.add('newest', 1);
	assert.equal(hitters.get('old'), undefined);
});

test('the last minute slides', () => {
	const hitters = new SlidingHitters(10, 6, 10000);
	for (let now = 0; now < 120000; now += 1000) hitters.add(now < 60000 ? 'early' : 'late', now);
	assert.deepEqual(hitters.top(5, 119999), [{ key: 'late', count: 60, error: 0 }]);
	assert.deepEqual(hitters.top(5, 165000), [{ key: 'late', count: 10, error: 0 }]);
	assert.deepEqual(hitters.top(5, 170000), []);
	hitters.add('x', 10_000_000);
	assert.deepEqual(hitters.top(5, 10_000_000), [{ key: 'x', count: 1, error: 0 }]);
});

test('over full slots nothing is told of a key that is not certain', () => {
	const random = randomness(7);
	const hitters = new SlidingHitters(20, 6, 10000);
	const truth = new Map();
	for (let now = 0; now < 60000; now += 2) {
		const key = random.chance(0.2) ? `busy${random.below(3)}` : `rare${random.below(5000)}`;
		truth.set(key, (truth.get(key) ?? 0) + 1);
		hitters.add(key, now);
	}
	const top = hitters.top(20, 59999);
	assert.deepEqual(top.slice(0, 3).map(({ key }) => key).sort(), ['busy0', 'busy1', 'busy2']);
	for (const { key, count, error } of top) assert.ok(truth.get(key) >= count - error, `${key}: ${truth.get(key)} of ${count} - ${error}`);
	for (const { key, count, error } of top.slice(0, 3)) assert.ok(count - error > truth.get(key) * 0.9, key);
});
