import type { Tone } from './texts.ts';
import type { Pace } from './times.ts';

type Shares = Readonly<Partial<Record<Tone, number>>>;
type Range = readonly [least: number, most: number];

/** Several contacts in a row of one kind of person: how many, over how many days, and in what tones. */
export interface Phase {
  readonly count: Range;
  readonly days: Range;
  readonly pace: Pace;
  readonly tones: Shares;
  /** `service`: the company's common mailbox; `any`: mostly that, else an employee who happens to have it; `one`: the employee whom
   * this person always writes to; `other`: the boss, or whoever is not `one`; `next`: another employee each time. */
  readonly to: 'service' | 'any' | 'one' | 'other' | 'next';
  /** Comes by a channel other than the one before, each time. */
  readonly hops?: true;
  /** From another address. */
  readonly newAddress?: true;
  /** What the company tells them before it; acts are counted from here on. */
  readonly notice?: 'notice-to-stop' | 'block' | 'promise-to-answer';
}

export interface Kind {
  readonly id: string;
  readonly ofConcern: boolean;
  /** Of the innocent, the share of customers; of those of concern, the share among them. Each adds up to 1. */
  readonly share: number;
  readonly restless: boolean;
  readonly automated?: true;
  /** So many people write from the one mailbox, each to an employee of their own. */
  readonly people?: Range;
  readonly phases: readonly Phase[];
}

/**
 * As in life: `npm run bench -- quality` flags 8 of 2,400 airline messages and 2 of 525 to customer care, some 3.5 in 1,000. Of odd
 * letters and twins one in six is flagged, so that one letter in fifty is such a one.
 */
const BUSINESS: Shares = {
  plain: 0.98,
  odd: 0.01,
  'twin-menace': 0.004,
  'twin-private': 0.003,
  'twin-ultimatum': 0.002,
  'twin-degrading': 0.001,
};
/** Five times as often something that sounds personal. */
const FRIENDLY: Shares = { plain: 0.9, odd: 0.05, 'twin-private': 0.04, 'twin-menace': 0.01 };
/** Eight times as often. */
const ANGRY: Shares = { plain: 0.85, odd: 0.05, 'twin-degrading': 0.04, 'twin-menace': 0.03, 'twin-ultimatum': 0.03 };
/** Four times as often. */
const INSISTENT: Shares = { plain: 0.92, odd: 0.03, 'twin-ultimatum': 0.04, 'twin-menace': 0.01 };
const strewn = (count: Range, tones: Shares, to: Phase['to'] = 'any', days: Range = [180, 180]): Phase => ({
  count,
  days,
  pace: 'strewn',
  tones,
  to,
});

const INNOCENT: readonly Omit<Kind, 'ofConcern'>[] = [
  { id: 'ordinary, strewn', share: 0.5, restless: false, phases: [strewn([0, 4], BUSINESS)] },
  {
    id: 'ordinary, one matter',
    share: 0.42,
    restless: false,
    phases: [{ count: [0, 4], days: [4, 20], pace: 'strewn', tones: BUSINESS, to: 'any' }],
  },
  { id: 'chatty regular', share: 0.02, restless: false, phases: [strewn([10, 22], FRIENDLY, 'one')] },
  {
    id: 'angry once',
    share: 0.03,
    restless: false,
    phases: [
      strewn([0, 2], BUSINESS, 'any', [90, 90]),
      { count: [1, 4], days: [3, 3], pace: 'burst', tones: ANGRY, to: 'any' },
    ],
  },
  {
    id: 'persistent and legitimate',
    share: 0.015,
    restless: true,
    phases: [
      { count: [4, 8], days: [20, 50], pace: 'closing', tones: INSISTENT, to: 'one' },
      { count: [1, 4], days: [4, 10], pace: 'strewn', tones: INSISTENT, to: 'one', notice: 'promise-to-answer' },
    ],
  },
  {
    id: 'automated sender',
    share: 0.005,
    restless: true,
    automated: true,
    phases: [strewn([20, 60], BUSINESS, 'service')],
  },
  { id: 'shared mailbox', share: 0.005, restless: false, people: [2, 4], phases: [strewn([2, 5], BUSINESS, 'one')] },
  {
    id: 'complains to the regulator',
    share: 0.005,
    restless: false,
    phases: [strewn([4, 7], INSISTENT, 'one', [50, 80])],
  },
];

const CAREFUL: Shares = { plain: 0.3, menace: 0.25, private: 0.25, ultimatum: 0.1, degrading: 0.1 };

const OF_CONCERN: readonly Omit<Kind, 'ofConcern' | 'share' | 'restless'>[] = [
  { id: 'careful harasser', phases: [strewn([4, 8], CAREFUL, 'one', [28, 56])] },
  {
    id: 'escalating',
    phases: [
      {
        count: [1, 2],
        days: [10, 20],
        pace: 'strewn',
        tones: { 'twin-degrading': 0.5, 'twin-ultimatum': 0.5 },
        to: 'one',
      },
      { count: [1, 2], days: [8, 14], pace: 'strewn', tones: { degrading: 1 }, to: 'one' },
      {
        count: [2, 3],
        days: [5, 10],
        pace: 'closing',
        tones: { menace: 0.5, ultimatum: 0.2, 'open-menace': 0.3 },
        to: 'one',
      },
    ],
  },
  {
    id: 'fixated admirer',
    phases: [
      strewn([1, 2], { plain: 0.5, 'twin-private': 0.5 }, 'one', [10, 20]),
      strewn([4, 9], { private: 0.75, plain: 0.25 }, 'one', [20, 60]),
    ],
  },
  {
    id: 'after a notice to stop',
    phases: [
      strewn([2, 3], CAREFUL, 'one', [15, 30]),
      {
        ...strewn([2, 4], { plain: 0.5, 'twin-private': 0.2, private: 0.15, menace: 0.15 }, 'one', [10, 30]),
        notice: 'notice-to-stop',
      },
    ],
  },
  {
    id: 'channel-hopping',
    phases: [{ ...strewn([4, 7], { degrading: 0.35, menace: 0.3, plain: 0.35 }, 'one', [7, 21]), hops: true }],
  },
  {
    id: 'new address after a block',
    phases: [
      strewn([2, 3], CAREFUL, 'one', [15, 30]),
      { ...strewn([3, 5], CAREFUL, 'one', [10, 30]), notice: 'block', newAddress: true },
    ],
  },
  {
    id: 'hates the boss, harasses the assistant',
    phases: [
      strewn([1, 2], { menace: 0.5, degrading: 0.3, ultimatum: 0.2 }, 'other', [7, 14]),
      strewn([3, 6], { private: 0.7, plain: 0.3 }, 'one', [15, 40]),
    ],
  },
  {
    id: 'several targets',
    phases: [strewn([4, 7], { degrading: 0.35, menace: 0.35, plain: 0.3 }, 'next', [20, 50])],
  },
  {
    id: 'last resort',
    phases: [
      strewn([3, 5], { plain: 0.7, 'twin-ultimatum': 0.3 }, 'one', [25, 45]),
      strewn([1, 3], { ultimatum: 1 }, 'one', [5, 12]),
    ],
  },
];

/** Who writes to a company, as data: what is assumed here decides what the simulator can say. */
export const KINDS: readonly Kind[] = [
  ...INNOCENT.map((kind) => ({ ...kind, ofConcern: false })),
  ...OF_CONCERN.map((kind) => ({ ...kind, ofConcern: true, share: 1 / OF_CONCERN.length, restless: true })),
];

/** One customer in so many is of concern. */
export const ONE_OF_CONCERN_IN = 2000;

/** Of those who come back from another address: an account number or a phone joins the two, something weaker suggests it, or nothing does. */
export const LINKS = { joined: 0.5, suggested: 0.3, unknown: 0.2 } as const;
