import { Sighting } from '../../contracts/conduct.ts';
import type { Standing, Trace } from './week.ts';

/** A trace as an element of a set in a table: part and kind, rank, and the sighting as JSON, so that its text is in the order of ranks. */
export const textOf = ({ part, rank, sighting }: Trace): string => `${part}|${rank}|${JSON.stringify(sighting)}`;

/**
 * The sightings that stand for each part and kind, of the texts of a week.
 * @throws ZodError where one is not what `textOf` makes.
 */
export function standingIn(texts: Iterable<string>): Map<string, Standing> {
  const standing = new Map<string, Standing>();
  for (const [part, text] of foremost(texts)) {
    const json = text.indexOf('|{') + 1;
    standing.set(part, {
      rank: text.slice(part.length + 1, json - 1),
      sighting: Sighting.parse(JSON.parse(text.slice(json))),
    });
  }
  return standing;
}

/** What can be dropped of a week: it stands for nothing now, and what comes later can only stand before it. */
export function surplusOf(texts: Iterable<string>): string[] {
  const kept = new Set(foremost(texts).values());
  return [...texts].filter((text) => !kept.has(text));
}

function foremost(texts: Iterable<string>): Map<string, string> {
  const first = new Map<string, string>();
  for (const text of texts) {
    const part = text.slice(0, text.indexOf('|'));
    const known = first.get(part);
    if (known === undefined || text < known) first.set(part, text);
  }
  return first;
}
