import { MINUTE_MS, shiftTo, type Timed, ZONE_STEP_MS } from './same-act.ts';

type Group = [Timed, ...Timed[]];

/** Two times within a minute of each other lie in the same minute of the clock or in neighbouring ones. */
const NEIGHBOURS = [-1, 0, 1];
const MINUTES_OF_A_STEP = ZONE_STEP_MS / MINUTE_MS;

/**
 * The acts found so far, indexed by all that may make a further sighting one of them: its bytes, its Message-ID, its Date, its words and
 * the minute that it shows in any zone. A sighting is compared with those alone that share one with it.
 */
export class KnownActs {
  readonly acts: Group[] = [];
  private readonly index = new Map<string, number[]>();
  /** How many of the acts are indexed by what an inline forward shows: most people's mail is never forwarded so. */
  private shown = 0;

  /** Adds a sighting to the act that it belongs to, or makes it the first of another one. */
  add(sighting: Timed): void {
    const act = this.bestFor(sighting);
    if (act !== null) act.push(sighting);
    else {
      const number = this.acts.push([sighting]) - 1;
      for (const key of keysOf(sighting)) this.put(key, number);
    }
  }

  /** The act whose shown time needs the smallest shift, then the last one, then the one found first. */
  private bestFor(sighting: Timed): Group | null {
    let best: { number: number; shift: number; at: number } | null = null;
    for (const number of this.candidatesFor(sighting)) {
      const [first] = this.acts[number] as Group;
      const shift = shiftTo(first, sighting);
      if (shift === null) continue;
      const { at } = first;
      if (best === null || (shift - best.shift || best.at - at || number - best.number) < 0)
        best = { number, shift, at };
    }
    return best === null ? null : (this.acts[best.number] as Group);
  }

  private candidatesFor(sighting: Timed): Set<number> {
    if (sighting.seen.via === 'inline') this.indexShown();
    const found = new Set<number>();
    for (const key of soughtBy(sighting)) for (const number of this.index.get(key) ?? []) found.add(number);
    return found;
  }

  private indexShown(): void {
    for (; this.shown < this.acts.length; this.shown++) {
      const [first] = this.acts[this.shown] as Group;
      for (const key of shownKeysOf(first)) this.put(key, this.shown);
    }
  }

  private put(key: string, number: number): void {
    const known = this.index.get(key);
    if (known === undefined) this.index.set(key, [number]);
    else known.push(number);
  }
}

const minuteOf = (time: number): number => Math.floor(time / MINUTE_MS);
/** The minute as every zone shows it: they are whole quarters of an hour apart. */
const minuteInAnyZone = (minute: number): string =>
  `zone/${((minute % MINUTES_OF_A_STEP) + MINUTES_OF_A_STEP) % MINUTES_OF_A_STEP}`;

/** What the first sighting of an act can be found by. */
function keysOf({ seen, claimedAt }: Timed): string[] {
  const keys = [`bytes/${seen.originalSha256}`];
  if (seen.messageIdHash !== null) keys.push(`id/${seen.messageIdHash}`);
  if (claimedAt !== null) keys.push(`date/${minuteOf(claimedAt)}`);
  return keys;
}

/** And by an inline forward. Nobody forwards what was told. */
function shownKeysOf({ seen, at, claimedAt }: Timed): Set<string> {
  if (seen.via === 'told') return new Set();
  const times = claimedAt === null ? [at] : [at, claimedAt];
  return new Set([`words/${seen.fingerprint}`, ...times.map((time) => minuteInAnyZone(minuteOf(time)))]);
}

/** What a further sighting finds its act by: each way in which `shiftTo` takes it for one has its key here. */
function soughtBy({ seen, claimedAt }: Timed): string[] {
  const keys = [`bytes/${seen.originalSha256}`];
  if (seen.via === 'inline') {
    if (claimedAt === null) keys.push(`words/${seen.fingerprint}`);
    else for (const step of NEIGHBOURS) keys.push(minuteInAnyZone(minuteOf(claimedAt) + step));
    return keys;
  }
  if (seen.messageIdHash !== null) keys.push(`id/${seen.messageIdHash}`);
  if (claimedAt !== null) for (const step of NEIGHBOURS) keys.push(`date/${minuteOf(claimedAt) + step}`);
  return keys;
}
