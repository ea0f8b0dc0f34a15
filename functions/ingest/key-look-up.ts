import { MAX_KEY_LOOK_UPS } from './dkim-limits.ts';
import { MAILBOX_PROVIDER_DOMAINS } from './mailbox-providers.ts';

/**
 * Asks for the TXT records of a name, each in its pieces, as `dns.resolveTxt` gives them. Throws with a `code`: `ENOTFOUND` or
 * `ENODATA` where there is none, another where the question could not be answered.
 */
export type LookUpKey = (name: string) => Promise<string[][]>;

/** Why a key was not asked for, or not had. The sentence is for whoever reads the case. */
export type Unasked = 'off' | 'not-listed' | 'too-many' | 'no-key' | 'no-answer';

/** A key that was not had. */
export class KeyNotHad extends Error {
  override readonly name = 'KeyNotHad';
  readonly code: string;
  readonly reason: Unasked;

  constructor(reason: Unasked) {
    super(`The key was not had: ${reason}`);
    this.reason = reason;
    // What the library knows as "no key"; any other code it takes for a failure of the look-up.
    this.code = reason === 'no-key' ? 'ENODATA' : 'EKEYNOTHAD';
  }
}

/** A selector as a mail program makes it: RFC 6376 3.1 allows labels of letters, digits and hyphens; some use underscores. */
const SELECTOR = /^[a-z0-9](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9][a-z0-9_-]{0,62}){0,5}$/i;

/**
 * The look-ups of one contact: only of domains on the list, no more than {@link MAX_KEY_LOOK_UPS}, each key once.
 * @param lookUp null where no look-ups are made at all.
 * @param more domains that the deployer added to the list, in lower case.
 */
export class KeyLookUps {
  private asked = 0;
  private readonly known = new Map<string, Promise<string[][]>>();

  constructor(
    private readonly lookUp: LookUpKey | null,
    private readonly more: ReadonlySet<string>,
  ) {}

  /** @throws KeyNotHad for every key that was not had, whatever the reason. */
  async key(selector: string, domain: string): Promise<string[][]> {
    if (this.lookUp === null) throw new KeyNotHad('off');
    const signer = domain.toLowerCase();
    if (!SELECTOR.test(selector)) throw new KeyNotHad('no-key');
    if (!MAILBOX_PROVIDER_DOMAINS.has(signer) && !this.more.has(signer)) throw new KeyNotHad('not-listed');
    const name = `${selector.toLowerCase()}._domainkey.${signer}`;
    const known = this.known.get(name);
    if (known !== undefined) return known;
    if (this.asked >= MAX_KEY_LOOK_UPS) throw new KeyNotHad('too-many');
    this.asked++;
    const answer = this.ask(this.lookUp, name);
    this.known.set(name, answer);
    return answer;
  }

  private async ask(lookUp: LookUpKey, name: string): Promise<string[][]> {
    let records: string[][];
    try {
      records = await lookUp(name);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      throw new KeyNotHad(code === 'ENOTFOUND' || code === 'ENODATA' ? 'no-key' : 'no-answer');
    }
    if (records.length === 0) throw new KeyNotHad('no-key');
    return records;
  }
}
