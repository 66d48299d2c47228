/** Publishes and subscriptions that HarperDB refused: who, what and why. */
import { peerOf, text } from './peers.js';

const MAX_LISTED = 100;

/**
 * Why, in words of our own: an error of the server may quote the payload (one that is not valid JSON, for example), and
 * nothing of a payload may leave the broker this way.
 */
function reasonOf(error, topic) {
	const status = error?.statusCode;
	if (status === 401 || status === 403) return 'not allowed';
	if (status === 404 || /^Can not publish to topic .* as it does not exist/s.test(error?.message)) return 'no such topic';
	if (/\./.test(topic) && /^Dots are not allowed/.test(error?.message)) return 'a dot in the topic';
	if (/wildcards can only be used|^Filters can not be combined/.test(error?.message))
		return 'a filter that is not supported';
	if (status >= 400 && status < 500) return 'not valid';
	if (error instanceof SyntaxError || error?.name === 'SyntaxError') return 'a payload that cannot be read';
	return 'an error of the server';
}

export class Refused {
	publishes = 0;
	subscriptions = 0;
	#list = [];

	/** What HarperDB announces as an error: the last two say whose and which it was, where they are known. */
	error(error, socket, subject, session, now) {
		const publish = subject?.cmd === 'publish';
		// A subscription comes without its packet.
		if (!publish && (subject?.cmd !== undefined || subject?.topic === undefined)) return;
		if (publish) this.publishes++;
		else this.subscriptions++;
		this.#list.push({
			time: now,
			kind: publish ? 'publish' : 'subscribe',
			topic: text(subject.topic),
			reason: reasonOf(error, subject.topic),
			client: text(session?.sessionId),
			user: text(session?.user?.username),
			address: peerOf(socket).address,
		});
		if (this.#list.length > MAX_LISTED) this.#list.shift();
	}

	get list() {
		return [...this.#list];
	}
}
