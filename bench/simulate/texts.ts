import { type CorpusRow, isHeldOut, readCorpusRows } from '../training/labelled-text.ts';
import type { Draw } from './draw.ts';

/** What a letter is about, as far as the simulator tells letters apart. */
export const TOPICS = ['menace', 'ultimatum', 'private', 'degrading'] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * `plain`: business in which the engine finds nothing. `odd`: business as our corpus has it, written to be hard, so that one in seven is
 * flagged. `twin-…`: harmless, and written to sound like its topic. Else it is of concern; `open-menace` says it outright.
 */
export type Tone = 'plain' | 'odd' | `twin-${Topic}` | Topic | 'open-menace';

export const isOfConcern = (tone: Tone): boolean => tone !== 'plain' && tone !== 'odd' && !tone.startsWith('twin-');

type DomainRow = CorpusRow & { readonly domain: string };

/** A line of business has to have so many letters of each tone, or one customer would send a letter twice. */
const FEWEST: Partial<Record<Tone, number>> = {
  plain: 22,
  'twin-menace': 10,
  'twin-private': 8,
  menace: 8,
  ultimatum: 3,
  private: 9,
  degrading: 8,
};

export interface Letter {
  readonly text: string;
  readonly tone: Tone;
}

/** The letters of one line of business. */
export type Business = Readonly<Record<Tone, readonly string[]>>;

/**
 * The rows of our own corpus that the model never saw, by line of business and tone; a pair's group gives the topic of its near-twin.
 * `isPlain` says whether the engine finds nothing in a text. Self-harm and reports on an employee are left out: they are no conduct toward an employee.
 */
export async function readBusinesses(
  corpus: string,
  isPlain: (text: string) => Promise<boolean>,
): Promise<Map<string, Business>> {
  const rows = ((await readCorpusRows(corpus)) as DomainRow[]).filter(isHeldOut);
  const topicOfPair = new Map(
    rows.flatMap((row) => (topicOf(row) === null ? [] : [[row.pair, topicOf(row) as Topic]])),
  );
  const businesses = new Map<string, Record<Tone, string[]>>();
  for (const row of rows) {
    const tone = toneOf(row, topicOfPair);
    if (tone === null) continue;
    const business = businesses.get(row.domain) ?? noLetters();
    businesses.set(row.domain, business);
    business[tone].push(row.text);
    if (tone === 'odd' && (await isPlain(row.text))) business.plain.push(row.text);
  }
  return new Map(
    [...businesses].filter(([, letters]) =>
      Object.entries(FEWEST).every(([tone, fewest]) => letters[tone as Tone].length >= fewest),
    ),
  );
}

function topicOf({ id, groups }: CorpusRow): Topic | null {
  if (groups.includes('violence')) return id.includes('ultimatum') ? 'ultimatum' : 'menace';
  if (groups.includes('surveillance')) return 'private';
  return groups.some((group) => ['abuse', 'sexual', 'protected-trait'].includes(group)) ? 'degrading' : null;
}

function toneOf(row: CorpusRow, topicOfPair: ReadonlyMap<string, Topic>): Tone | null {
  if (row.kind === 'ordinary') return 'odd';
  const topic = topicOfPair.get(row.pair);
  if (topic === undefined) return null;
  if (row.kind === 'near-twin') return `twin-${topic}`;
  if (row.kind === 'direct') return topic === 'menace' || topic === 'ultimatum' ? 'open-menace' : topic;
  return topicOf(row);
}

function noLetters(): Record<Tone, string[]> {
  const tones: Tone[] = ['plain', 'odd', 'open-menace', ...TOPICS.flatMap((topic): Tone[] => [topic, `twin-${topic}`])];
  return Object.fromEntries(tones.map((tone) => [tone, []])) as unknown as Record<Tone, string[]>;
}

/** Hands out one customer's letters, none of them twice as long as there are others. */
export class Letters {
  private readonly left = new Map<Tone, string[]>();

  constructor(
    private readonly business: Business,
    private readonly draw: Draw,
  ) {}

  take(tone: Tone): Letter {
    if (this.business[tone].length === 0) return this.take(tone === 'open-menace' ? 'menace' : 'plain');
    let left = this.left.get(tone) ?? [];
    if (left.length === 0) {
      left = this.draw.shuffled(this.business[tone]);
      this.left.set(tone, left);
    }
    return { text: left.pop() as string, tone };
  }
}
