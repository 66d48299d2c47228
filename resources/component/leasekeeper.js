/**
 * Gets, keeps and gives back the lease, so that one updater writes at every moment: as SysPulse does it in
 * core/updater/leasekeeper.h, by claims that everybody reads before taking the lease.
 */
import { all } from './peers.js';
import {
	afterLook,
	allows,
	CLAIM_PREFIX,
	endsBefore,
	isAsWritten,
	isOver,
	LEASE_ID,
	leaseOf,
	LONGEST_MS,
	ownLease,
	recordOfLease,
	renewed,
	stricter,
} from './lease.js';

export const CHECKPOINT_ID = 'checkpoint';
const CLAIM_MS = 15000;
const MAX_LOOKS = 6;
const FIRST_PAUSE_MS = 50;
// A write is through long before.
const MARGIN_MS = 5000;
// Twice what a request of SysPulse may take.
const UNSETTLED_MS = 30000;

export class LeaseKeeper {
	#host;
	#lease;
	// Each claim has an id of its own: the removal of an earlier one may come late.
	#claimId = null;
	#claims = 0;
	#heldUntil = null;
	#watched = null;
	#watchedSince = 0;
	#unsettledUntil = 0;
	/** The lease of whoever holds it, as far as it is not ours. */
	other = null;

	/** @param {{tables, transact, now, up, monotonic, pause}} host `up()`: ms since the machine was started, or null */
	constructor(host, lease = ownLease()) {
		this.#host = host;
		this.#lease = lease;
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
		return endsBefore(this.#heldUntil, this.#host.monotonic(), MARGIN_MS) && !this.#sleptTooLong;
	}

	/** Our clock stands still while the machine sleeps; the time since its start does not. */
	get #sleptTooLong() {
		const up = this.#host.up();
		return up !== null && this.#lease.expiresUp > 0 && this.#lease.expiresUp <= up;
	}

	/** Whether a write of somebody who was killed may still be carried out: what is there then is not what was written last. */
	get unsettled() {
		return this.#unsettledUntil > 0;
	}

	/** Everything was written at @p at, on our clock. */
	wroteAll(at) {
		if (at >= this.#unsettledUntil) this.#unsettledUntil = 0;
	}

	async #look() {
		// By the time of the answer a claim may be over that has become a lease after it was read.
		const asked = this.#time();
		const look = { asked, askedAt: this.#host.monotonic(), lease: null, claims: [], checkpoint: null, ours: true, claimed: true };
		let newest = -Infinity;
		for (const table of this.#tables) {
			let ours = false;
			let claimed = false;
			for (const record of await all(table.search({}))) {
				if (record.id === CHECKPOINT_ID && (record.updated ?? 0) > newest) {
					look.checkpoint = record.payload ?? null;
					newest = record.updated ?? 0;
				}
				const lease = leaseOf(record);
				if (!lease) continue;
				const own = lease.owner === this.owner;
				if (record.id === LEASE_ID && own) ours = isAsWritten(lease, this.#lease);
				else if (record.id === LEASE_ID) look.lease = stricter(look.lease, lease, this.#lease, asked);
				else if (record.id === this.#claimId) claimed = true;
				else if (record.id.startsWith(CLAIM_PREFIX) && !own) look.claims.push({ ...lease, id: record.id });
			}
			look.ours &&= ours;
			look.claimed &&= claimed;
		}
		this.other = look.lease && !allows(look.lease, this.#lease, asked) ? look.lease : null;
		return look;
	}

	#isTaken({ asked, askedAt, lease }) {
		if (!lease || allows(lease, this.#lease, asked)) return false;
		// Where only a clock that may be set tells when it runs out, a lease that nobody renews is over at the latest when
		// it has been watched for as long as it lives.
		if (this.#watched?.owner !== lease.owner || this.#watched.expires !== lease.expires) {
			this.#watched = lease;
			this.#watchedSince = this.#host.monotonic();
			return true;
		}
		return askedAt - this.#watchedSince < (lease.duration > 0 ? lease.duration : LONGEST_MS);
	}

	/** Tries to get the lease for @p life ms. @returns the newest checkpoint (`{checkpoint}`), or null when it is not to be had */
	async acquire(life) {
		this.#heldUntil = null;
		if (this.#isTaken(await this.#look())) return null;
		await this.#withdraw(); // what a failure has left
		const claimedUntil = this.#host.monotonic() + CLAIM_MS;
		const claim = { ...renewed(this.#lease, this.#time(), CLAIM_MS), yields: false };
		this.#claimId = `${CLAIM_PREFIX}${this.owner}-${++this.#claims}`;
		await this.#put(this.#claimId, recordOfLease(claim, this.#claimId));
		for (let looks = 0; looks < MAX_LOOKS; looks++) {
			// Also before the first look: another thread's writes are seen by what begins to read after them.
			await this.#host.pause(FIRST_PAUSE_MS << looks);
			const look = await this.#look();
			const inTime = endsBefore(claimedUntil, this.#host.monotonic(), MARGIN_MS);
			const step = afterLook(look, this.#lease, look.asked, this.#isTaken(look), inTime);
			if (step === 'take') return this.#take(look, life);
			if (step === 'withdraw') break;
		}
		await this.#withdraw();
		return null;
	}

	async #take({ asked, lease, claims, checkpoint }, life) {
		const from = this.#host.monotonic();
		const time = this.#time();
		this.#lease = renewed(this.#lease, time, life);
		const over = claims.filter((claim) => isOver(claim, asked)).map(({ id }) => id);
		await this.#host.transact((context) =>
			Promise.all([
				this.#put(LEASE_ID, recordOfLease(this.#lease), context),
				...[this.#claimId, ...over].map((id) => this.#delete(id, context)),
			])
		);
		this.#claimId = null;
		this.#watched = null;
		this.#heldUntil = from + life;
		if (lease && !isOver(lease, asked)) this.#unsettledUntil = from + UNSETTLED_MS;
		return { checkpoint };
	}

	async #withdraw() {
		if (this.#claimId === null) return;
		await this.#delete(this.#claimId);
		this.#claimId = null;
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
