/**
 * Before the keys of the marks that a subject bears: `SUBJECT#{subjectId}` / `BORNE#{the mark's keys}`, so that all that is kept of a subject
 * is found by their id, as when they ask for its deletion. Written before the mark itself.
 */
export const BORNE_PREFIX = 'BORNE#';

const BETWEEN = '|';

export interface MarkKey {
  readonly pk: string;
  readonly sk: string;
}

export const borneKey = ({ pk, sk }: MarkKey): string => `${BORNE_PREFIX}${pk}${BETWEEN}${sk}`;

/** The keys of the mark that a pointer names. */
export function markOf({ sk }: Pick<MarkKey, 'sk'>): MarkKey {
  const [pk = '', own = ''] = sk.slice(BORNE_PREFIX.length).split(BETWEEN);
  return { pk, sk: own };
}
