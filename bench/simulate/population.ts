import type { Channel, Instant } from '../../functions/contracts/vocabulary.ts';
import { Draw } from './draw.ts';
import { KINDS, type Kind, LINKS, ONE_OF_CONCERN_IN, type Phase } from './kinds.ts';
import { type Business, Letters, type Tone } from './texts.ts';
import { DAY_MILLISECONDS, RESTLESS, START, timesOf, USUAL } from './times.ts';

/** Employees of one company whom a customer may come to know. */
const EMPLOYEES = 40;
/** Mail that is for whoever has it goes to the common mailbox, seven times in ten. */
const TO_SERVICE = 0.7;
const CHANNELS = { email: 0.55, phone: 0.25, chat: 0.2 } as const;
const HOPS: readonly Channel[] = ['email', 'phone', 'chat'];

export interface SimulatedContact {
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
  readonly channel: Channel;
  readonly text: string;
  readonly tone: Tone;
  /** Sent after what the kind is named for had begun: acts until found are counted over these. */
  readonly counts: boolean;
}

/** What the company told them; as a {@link Notice}, with addresses in place of pseudonyms. */
export interface SimulatedNotice {
  readonly at: Instant;
  readonly kind: NonNullable<Phase['notice']>;
  readonly from: string;
  /** Null where it is about the company, as a block is. */
  readonly to: string | null;
}

export interface Customer {
  readonly number: number;
  readonly kind: Kind;
  readonly business: string;
  readonly contacts: readonly SimulatedContact[];
  readonly notices: readonly SimulatedNotice[];
  /** What is known of their two addresses; null where they have one, or nothing shows that the two are one person. */
  readonly link: 'joined' | 'suggested' | null;
}

export interface PopulationOptions {
  readonly customers: number;
  readonly days: number;
  readonly seed: number;
  /** How many of them are of concern; left out, one in {@link ONE_OF_CONCERN_IN}. */
  readonly ofConcern?: number | undefined;
}

/**
 * A population, customer by customer, so that any number fits in memory. The same options and letters give the same customers, and a
 * customer depends on the seed and their number alone. Those of concern come first, each kind as often as the others.
 */
export function* population(
  { customers, days, seed, ofConcern = Math.round(customers / ONE_OF_CONCERN_IN) }: PopulationOptions,
  businesses: ReadonlyMap<string, Business>,
): Generator<Customer> {
  const kindsOfConcern = KINDS.filter((kind) => kind.ofConcern);
  const byId = new Map(KINDS.map((kind) => [kind.id, kind]));
  const innocent = Object.fromEntries(KINDS.filter((kind) => !kind.ofConcern).map((kind) => [kind.id, kind.share]));
  // A line of business has as many customers as letters, so that no letter stands for a whole line of business.
  const sizes = Object.fromEntries([...businesses].map(([name, { plain }]) => [name, plain.length]));
  for (let number = 0; number < customers; number++) {
    const draw = new Draw(seed, number);
    const kind =
      number < ofConcern ? kindsOfConcern[number % kindsOfConcern.length] : byId.get(draw.weighted(innocent));
    const business = draw.weighted(sizes);
    yield customerOf(
      { number, kind: kind as Kind, business, days },
      new Letters(businesses.get(business) as Business, draw),
      draw,
    );
  }
}

function customerOf(
  { number, kind, business, days }: Pick<Customer, 'number' | 'kind' | 'business'> & { readonly days: number },
  letters: Letters,
  draw: Draw,
): Customer {
  const contacts: SimulatedContact[] = [];
  const notices: SimulatedNotice[] = [];
  const people = kind.people === undefined ? 1 : draw.whole(kind.people);
  for (let person = 0; person < people; person++) {
    const writer = new Writer(`customer-${number}`, business, draw);
    const lengths = kind.phases.map((phase) => Math.min(days, draw.whole(phase.days)));
    let from = draw.between(0, Math.max(0, days - lengths.reduce((sum, length) => sum + length, 0)));
    // With several phases, acts are counted from the notice on where there is one.
    const since = Math.max(
      0,
      kind.phases.findIndex(({ notice }) => notice !== undefined),
    );
    for (const [index, phase] of kind.phases.entries()) {
      const length = lengths[index] as number;
      if (phase.notice !== undefined)
        notices.push(writer.notice(phase.notice, START + Math.floor(from) * DAY_MILLISECONDS));
      if (phase.newAddress) writer.address = `customer-${number}-again@post.example`;
      const stretch = { count: draw.whole(phase.count), from: Math.ceil(from), days: length, pace: phase.pace };
      for (const time of timesOf(stretch, kind.restless ? RESTLESS : USUAL, draw)) {
        const { text, tone } = letters.take(draw.weighted(phase.tones));
        contacts.push({
          ...writer.envelope(phase),
          at: new Date(time).toISOString(),
          text,
          tone,
          counts: index >= since,
        });
      }
      from += length;
    }
  }
  contacts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const state = kind.phases.some(({ newAddress }) => newAddress) ? draw.weighted(LINKS) : 'unknown';
  return { number, kind, business, contacts, notices, link: state === 'unknown' ? null : state };
}

/** One person at one address, with the employee whom they know and the channel that they use. */
class Writer {
  address: string;
  private readonly one: string;
  private readonly usual: Channel;
  private sent = 0;

  constructor(
    name: string,
    private readonly business: string,
    private readonly draw: Draw,
  ) {
    this.address = `${name}@post.example`;
    this.one = this.employee();
    this.usual = draw.weighted(CHANNELS);
  }

  envelope({ to, hops }: Phase): Pick<SimulatedContact, 'from' | 'to' | 'channel'> {
    const channel = hops ? (HOPS[this.sent % HOPS.length] as Channel) : this.usual;
    this.sent++;
    return { from: this.address, to: this.target(to), channel };
  }

  notice(kind: SimulatedNotice['kind'], at: number): SimulatedNotice {
    return { at: new Date(at).toISOString(), kind, from: this.address, to: kind === 'block' ? null : this.one };
  }

  private target(to: Phase['to']): string {
    const service = `service@${this.business}.example`;
    switch (to) {
      case 'service':
        return service;
      case 'any':
        return this.draw.chance(TO_SERVICE) ? service : this.employee();
      case 'one':
        return this.one;
      case 'other':
        return `boss@${this.business}.example`;
      case 'next':
        return this.employee();
    }
  }

  private employee(): string {
    return `employee-${this.draw.whole([1, EMPLOYEES])}@${this.business}.example`;
  }
}
