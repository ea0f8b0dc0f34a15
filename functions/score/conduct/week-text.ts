import { Sighting } from '../../contracts/conduct.ts';
import type { Standing } from './week.ts';

/** What most sightings have is left out of their text: a flood leaves many of them to be read. */
const USUAL: Readonly<Record<string, unknown>> = {
  via: 'direct',
  reporterId: null,
  channel: 'email',
  severity: 0,
  categories: [],
  signalIds: [],
  messageIdHash: null,
  claimedAt: null,
  automated: false,
  reported: false,
};

/** A sighting that stands for others, as text in the order of ranks; without its subject, whose week it is. */
export function textOf({ rank, sighting }: Standing): string {
  const members = Object.entries(sighting).filter(
    ([name, value]) => name !== 'subjectId' && JSON.stringify(value) !== JSON.stringify(USUAL[name]),
  );
  return `${rank}|${JSON.stringify(Object.fromEntries(members))}`;
}

/** Reads the sighting only when it is asked for. It then throws a ZodError where the text is not what `textOf` makes. */
export function standingIn(text: string, subjectId: string): Standing {
  const json = text.indexOf('|{') + 1;
  let read: Sighting | undefined;
  return {
    rank: text.slice(0, json - 1),
    get sighting() {
      read ??= Sighting.parse({ ...USUAL, ...JSON.parse(text.slice(json)), subjectId });
      return read;
    },
  };
}
