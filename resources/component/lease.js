/**
 * The lease says who may write the records: one updater at a time, wherever it runs. Its form and its rules are those of
 * SysPulse's own updaters (core/updater/lease.cpp), but a lease of this component says that it `yields`: an updater
 * that somebody has started need not wait for it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';

export const LEASE_ID = 'lease';
export const CLAIM_PREFIX = 'claim-';
export const LONGEST_MS = 3 * 3600 * 1000;
// A reading of the server's clocks is no later than this.
const ANSWERS_LATE_MS = 60000;

/** How long a lease lives beyond a cycle. */
export const leaseDuration = (intervalSeconds) => Math.max(30000, 3000 * intervalSeconds);

const number = (value) => (Number.isFinite(value) ? value : 0);
const string = (value) => (typeof value === 'string' ? value : '');

function read(...files) {
	for (const file of files) {
		try {
			return readFileSync(file, 'utf8').trim();
		} catch {
			// the next one
		}
	}
	return '';
}

function pidNamespace() {
	try {
		return String(statSync('/proc/self/ns/pid').ino);
	} catch {
		return '';
	}
}

/** When a process or one of its threads started, in clock ticks since the machine was started; 0 when not known. */
function startedTicksOf(path) {
	const stat = read(`/proc/${path}/stat`);
	// The second field is the name in parentheses, with anything in it.
	return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]) || 0;
}

/** This thread as the kernel knows it, `PID/task/TID`; empty where it does not tell. */
function ownTask() {
	try {
		return readlinkSync('/proc/thread-self');
	} catch {
		return '';
	}
}

/** A hash, because the machine's id is not for others to read. */
function machineIdentity() {
	const machine = read('/etc/machine-id', '/var/lib/dbus/machine-id');
	const parts = ['syspulse', machine, read('/proc/sys/kernel/random/boot_id'), pidNamespace()];
	return createHash('sha256').update(parts.map((part) => `${part}\n`).join('')).digest('hex').slice(0, 24);
}

/** Who this worker thread is among all updaters, as a lease that does not expire yet. */
export function ownLease() {
	const machine = machineIdentity();
	const started = startedTicksOf(process.pid);
	const task = ownTask();
	return {
		owner: `${machine}-${process.pid}-${started}-${randomBytes(8).toString('hex')}`,
		host: hostname(),
		expires: 0,
		machine,
		pid: process.pid,
		started,
		duration: 0,
		expiresUp: 0,
		task,
		taskStarted: task === '' ? 0 : startedTicksOf(task),
		yields: true,
	};
}

/** A lease or a claim as stored; null for every other record. */
export function leaseOf(record) {
	const owner = string(record?.owner);
	if (owner === '') return null;
	const payload = record.payload ?? {};
	return {
		owner,
		host: string(record.host),
		expires: number(record.expires),
		machine: string(payload.machine),
		pid: number(payload.pid),
		started: number(payload.started),
		duration: number(payload.duration),
		expiresUp: number(payload.expiresUp),
		task: string(payload.task),
		taskStarted: number(payload.taskStarted),
		yields: payload.yields === true,
	};
}

export function recordOfLease({ owner, host, expires, ...payload }, id = LEASE_ID) {
	return { id, owner, host, expires, payload };
}

/** The same lease, written at @p now (`{wall, up}`) and living for @p life ms. */
export const renewed = (lease, now, life) => ({
	...lease,
	duration: life,
	expires: now.wall + life,
	expiresUp: now.up === null ? 0 : now.up + life,
});

/** Whether it has run out; by the time since the machine was started where that is known. */
export function isOver({ expires, expiresUp, duration }, now) {
	if (expires <= 0) return true;
	const life = duration > 0 ? Math.min(duration, LONGEST_MS) : LONGEST_MS;
	if (expiresUp > 0 && now.up !== null) return expiresUp <= now.up || expiresUp - now.up - life > ANSWERS_LATE_MS;
	return expires <= now.wall || expires - now.wall > LONGEST_MS;
}

function isProcessGone(pid, started) {
	if (!(pid >= 1)) return false;
	try {
		process.kill(pid, 0);
	} catch (error) {
		if (error.code === 'ESRCH') return true;
	}
	return isAnother(String(pid), started);
}

/** Whether the id belongs to another process or thread by now. */
function isAnother(path, started) {
	const now = startedTicksOf(path);
	return started > 0 && now > 0 && now !== started;
}

function isThreadGone(task, started) {
	if (!/^\d+\/task\/\d+$/.test(task) || !(started > 0)) return false;
	return !existsSync(`/proc/${task}`) || isAnother(task, started);
}

/** Whether a record of the lease is ours, as we have written it last. One that is not as written ends sooner than we believe. */
export const isAsWritten = (stored, written) =>
	stored.owner === written.owner && stored.expires > 0 && stored.expires === written.expires;

/** Whether what is begun at @p now on our clock, and takes no longer than @p margin, ends before @p until; null: never. */
export const endsBefore = (until, now, margin) => until !== null && now + margin < until;

/** Of two leases the one that keeps us from writing. */
export const stricter = (one, other, us, now) => (!one || allows(one, us, now) ? other : one);

/**
 * What comes after the claims of others were looked at: 'take', 'wait' or 'withdraw'.
 * @param {{claims, claimed}} look `claimed`: whether our own claim was kept
 * @param asked the server's time when the look was asked for
 * @param {boolean} taken whether the lease is another's
 * @param {boolean} inTime whether what is begun now ends while our claim lives
 */
export function afterLook({ claims, claimed }, us, asked, taken, inTime) {
	const rivals = claims.filter((claim) => !allows(claim, us, asked));
	if (taken || !inTime || !claimed || rivals.some(({ owner }) => owner < us.owner)) return 'withdraw';
	return rivals.length === 0 ? 'take' : 'wait';
}

/** Whether who wrote it ran on this machine and is gone, so that nobody will give it back. */
export function isOrphaned({ machine, host, pid, started, task, taskStarted }, us) {
	if (machine === '' || machine !== us.machine || host !== us.host) return false;
	if (pid === us.pid && started === us.started) return isThreadGone(task, taskStarted);
	return isProcessGone(pid, started);
}

/** Whether @p us may write although this lease is there. */
export const allows = (lease, us, now) => lease.owner === us.owner || isOver(lease, now) || isOrphaned(lease, us);
