/**
 * Gets, keeps and gives back the lease, so that one updater writes at every moment: as SysPulse does it in
 * core/updater/leasekeeper.h, by claims that everybody reads before taking the lease.
 */
import { all } from './peers.js';
import { allows, CLAIM_PREFIX, isOver, LEASE_ID, leaseOf, LONGEST_MS, ownLease, recordOfLease, renewed } from './lease.js';

export const CHECKPOINT_ID = 'checkpoint';
const CLAIM_MS = 15000;
const MAX_LOOKS = 6;
const FIRST_PAUSE_MS = 50;
// A write is through long before.
const MARGIN_MS = 5000;

export class LeaseKeeper {
	#host;
	#lease;
	#claimId;
	#claimed = false;
	#heldUntil = null;
	#watched = null;
	#watchedSince = 0;
	/** The lease of whoever holds it, as far as it is not ours. */
	other = null;

	/** @param {{tables, transact, now, up, monotonic, pause}} host `up()`: ms since the machine was started, or null */
	constructor(host, lease = ownLease()) {
		this.#host = host;
		this.#lease = lease;
		this.#claimId = CLAIM_PREFIX + lease.owner;
	}

	get owner() {
		return this.#lease.owner;
	}

	/**
	 * The lease and all that belongs to it is in each of these tables, and read from each. `sys_state` is that of components
	 * before 2.1, which was not audited: until Setup removes it, updaters of that time work with it.
	 */
	get #tables() {
		const { sys_control: current, sys_state: former } = this.#host.tables;
		return former ? [current, former] : [current];
	}

	#put(id, record, context) {
		return Promise.all(this.#tables.map((table) => table.put(id, record, context)));
	}

	#delete(id, context) {
		return Promise.all(this.#tables.map((table) => table.delete(id, context)));
	}

	#time() {
		return { wall: this.#host.now(), up: this.#host.up() };
	}

	/** Whether what is written now is certain to be there before the lease runs out. */
	get held() {
		return this.#heldUntil !== null && this.#host.monotonic() + MARGIN_MS < this.#heldUntil;
	}

	async #look() {
		const look = { lease: null, claims: [], checkpoint: null, ours: true };
		let newest = -Infinity;
		for (const table of this.#tables) {
			let ours = false;
			for (const record of await all(table.search({}))) {
				if (record.id === CHECKPOINT_ID && (record.updated ?? 0) > newest) {
					look.checkpoint = record.payload ?? null;
					newest = record.updated ?? 0;
				}
				const lease = leaseOf(record);
				if (!lease) continue;
				const own = lease.owner === this.owner;
				if (record.id === LEASE_ID && own) ours = lease.expires > 0;
				// Of two leases the one that keeps us from writing.
				else if (record.id === LEASE_ID && (!look.lease || allows(look.lease, this.#lease, this.#time()))) look.lease = lease;
				else if (record.id.startsWith(CLAIM_PREFIX) && !own) look.claims.push(lease);
			}
			look.ours &&= ours;
		}
		this.other = look.lease && !allows(look.lease, this.#lease, this.#time()) ? look.lease : null;
		return look;
	}

	#isTaken({ lease }) {
		if (!lease || allows(lease, this.#lease, this.#time())) return false;
		// Where only a clock that may be set tells when it runs out, a lease that nobody renews is over at the latest when
		// it has been watched for as long as it lives.
		const now = this.#host.monotonic();
		if (this.#watched?.owner !== lease.owner || this.#watched.expires !== lease.expires) {
			this.#watched = lease;
			this.#watchedSince = now;
			return true;
		}
		return now - this.#watchedSince < (lease.duration > 0 ? lease.duration : LONGEST_MS);
	}

	/** Tries to get the lease for @p life ms. @returns the newest checkpoint (`{checkpoint}`), or null when it is not to be had */
	async acquire(life) {
		this.#heldUntil = null;
		if (this.#isTaken(await this.#look())) return null;
		const time = this.#time();
		await this.#put(this.#claimId, recordOfLease({ ...renewed(this.#lease, time, CLAIM_MS), yields: false }, this.#claimId));
		this.#claimed = true;
		const claimedAt = this.#host.monotonic();
		for (let looks = 0; looks < MAX_LOOKS; looks++) {
			// Also before the first look: another thread's writes are seen by what begins to read after them.
			await this.#host.pause(FIRST_PAUSE_MS << looks);
			const look = await this.#look();
			const rivals = look.claims.filter((claim) => !allows(claim, this.#lease, this.#time()));
			const late = this.#host.monotonic() - claimedAt > CLAIM_MS - MARGIN_MS;
			if (late || this.#isTaken(look) || rivals.some(({ owner }) => owner < this.owner)) break;
			if (rivals.length === 0) return this.#take(look, life);
		}
		await this.#withdraw();
		return null;
	}

	async #take({ claims, checkpoint }, life) {
		const from = this.#host.monotonic();
		const time = this.#time();
		this.#lease = renewed(this.#lease, time, life);
		const over = claims.filter((claim) => isOver(claim, time)).map(({ owner }) => CLAIM_PREFIX + owner);
		await this.#host.transact((context) =>
			Promise.all([
				this.#put(LEASE_ID, recordOfLease(this.#lease), context),
				...[this.#claimId, ...over].map((id) => this.#delete(id, context)),
			])
		);
		this.#claimed = false;
		this.#watched = null;
		this.#heldUntil = from + life;
		return { checkpoint };
	}

	async #withdraw() {
		if (!this.#claimed) return;
		await this.#delete(this.#claimId);
		this.#claimed = false;
	}

	/** Whether the lease is still ours, so that what is written right now is written by nobody else. */
	async confirm() {
		if (!this.held) return false;
		const { ours } = await this.#look();
		if (!ours) this.#heldUntil = null;
		return this.held;
	}

	/**
	 * Adds the renewed lease and a checkpoint to a transaction. @returns what is to be called when it has succeeded
	 */
	renew(checkpoint, life, context) {
		const from = this.#host.monotonic();
		const lease = renewed(this.#lease, this.#time(), life);
		const record = { id: CHECKPOINT_ID, payload: checkpoint, updated: this.#host.now() };
		const written = Promise.all([
			this.#put(CHECKPOINT_ID, record, context),
			this.#put(LEASE_ID, recordOfLease(lease), context),
		]);
		const done = () => {
			this.#lease = lease;
			this.#heldUntil = from + life;
		};
		return { written, done };
	}

	/** Gives the lease back. @param {(context) => Promise} work what else is written with it, if it is still ours */
	async release(work = () => undefined) {
		await this.#withdraw();
		const held = await this.confirm();
		this.#heldUntil = null;
		if (!held) return;
		const given = { ...this.#lease, expires: 0, expiresUp: 0 };
		await this.#host.transact((context) =>
			Promise.all([work(context), this.#put(LEASE_ID, recordOfLease(given), context)])
		);
	}
}
