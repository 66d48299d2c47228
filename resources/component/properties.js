/** Steps through MQTT 5 properties, as far as they are needed to resolve topic aliases. */

const TOPIC_ALIAS = 0x23;

// What follows the identifier of a property (MQTT 5, section 2.2.2.2): so many bytes, or one of the forms below.
const VARIABLE = -1;
const TEXT = -2;
const PAIR = -3;
const FORMS = new Int8Array(128);
for (const id of [0x01, 0x17, 0x19, 0x24, 0x25, 0x28, 0x29, 0x2a]) FORMS[id] = 1;
for (const id of [0x13, 0x21, 0x22, TOPIC_ALIAS]) FORMS[id] = 2;
for (const id of [0x02, 0x11, 0x18, 0x27]) FORMS[id] = 4;
FORMS[0x0b] = VARIABLE;
for (const id of [0x03, 0x08, 0x09, 0x12, 0x15, 0x16, 0x1a, 0x1c, 0x1f]) FORMS[id] = TEXT;
FORMS[0x26] = PAIR;

// What the next byte is.
const IDENTIFIER = 0;
const SKIP = 1;
const VARINT = 2;
const SIZE_HIGH = 3;
const SIZE_LOW = 4;
const ALIAS_HIGH = 5;
const ALIAS_LOW = 6;
const UNKNOWN = 7;

/** Finds the topic alias among the properties of a PUBLISH, which may arrive in any number of pieces. */
export class AliasScanner {
	alias = 0; // 0, which is not a valid alias, where there is none
	#state = IDENTIFIER;
	#skip = 0;
	#texts = 0; // texts of the current property that are still to come

	reset() {
		this.alias = 0;
		this.#state = IDENTIFIER;
	}

	/** Takes the bytes of the properties from @p start to before @p end. */
	take(buffer, start, end) {
		let i = start;
		while (i < end) {
			switch (this.#state) {
				case IDENTIFIER:
					this.#begin(buffer[i++]);
					break;
				case SKIP: {
					const step = Math.min(this.#skip, end - i);
					i += step;
					this.#skip -= step;
					if (this.#skip === 0) this.#skipped();
					break;
				}
				case VARINT:
					if (buffer[i++] < 128) this.#state = IDENTIFIER;
					break;
				case SIZE_HIGH:
					this.#skip = buffer[i++] << 8;
					this.#state = SIZE_LOW;
					break;
				case SIZE_LOW:
					this.#skip |= buffer[i++];
					this.#texts--;
					if (this.#skip === 0) this.#skipped();
					else this.#state = SKIP;
					break;
				case ALIAS_HIGH:
					this.alias = buffer[i++] << 8;
					this.#state = ALIAS_LOW;
					break;
				case ALIAS_LOW:
					this.alias |= buffer[i++];
					this.#state = IDENTIFIER;
					break;
				default:
					return; // a server closes the connection at a property that does not exist
			}
		}
	}

	#begin(identifier) {
		const form = FORMS[identifier & 127];
		this.#texts = 0;
		if (identifier === TOPIC_ALIAS) this.#state = ALIAS_HIGH;
		else if (form === 0 || identifier > 127) this.#state = UNKNOWN;
		else if (form === VARIABLE) this.#state = VARINT;
		else if (form < 0) {
			this.#texts = form === PAIR ? 2 : 1;
			this.#state = SIZE_HIGH;
		} else {
			this.#skip = form;
			this.#state = SKIP;
		}
	}

	#skipped() {
		this.#state = this.#texts > 0 ? SIZE_HIGH : IDENTIFIER;
	}
}
