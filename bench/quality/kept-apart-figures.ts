import type { By, Judged } from './kept-apart-judge.ts';

/** How many are flagged, by whom first, of how many. */
export interface Share {
  readonly of: number;
  readonly flagged: number;
  readonly by: Readonly<Record<By, number>>;
}

export interface KeptApartFigures {
  readonly hardest: Share;
  readonly threats: Share;
  readonly twins: Share;
  /** The threat is flagged and its twin is not. */
  readonly pairsRight: number;
  readonly innocents: Share;
  /** `byConduct`: conduct opens a case at one of its messages, whoever flagged first. */
  readonly concern: Share & { readonly byConduct: number };
  readonly innocentHistories: Share & { readonly byConduct: number };
}

/** Counts what was judged; it reads no text. */
export function figuresOf({ hardest, pairs, innocents, histories }: Judged): KeptApartFigures {
  const historiesOf = (concern: boolean) => {
    const some = histories.filter((history) => history.concern === concern);
    return { ...share(some.map(({ by }) => by)), byConduct: some.filter(({ byConduct }) => byConduct).length };
  };
  return {
    hardest: share(hardest.map(({ by }) => by)),
    threats: share(pairs.map(({ threat }) => threat)),
    twins: share(pairs.map(({ twin }) => twin)),
    pairsRight: pairs.filter(({ threat, twin }) => threat !== null && twin === null).length,
    innocents: share(innocents.map(({ by }) => by)),
    concern: historiesOf(true),
    innocentHistories: historiesOf(false),
  };
}

function share(flagged: readonly (By | null)[]): Share {
  const count = (by: By) => flagged.filter((one) => one === by).length;
  return {
    of: flagged.length,
    flagged: flagged.filter((one) => one !== null).length,
    by: { detection: count('detection'), model: count('model'), conduct: count('conduct') },
  };
}

/** The figures as Markdown: no text, no id. */
export function renderFigures(figures: KeptApartFigures): string {
  const row = (name: string, { of, flagged, by }: Share) =>
    `| ${[name, of, flagged, by.detection, by.model, by.conduct].join(' | ')} |`;
  const { pairsRight, threats, concern, innocentHistories } = figures;
  return [
    '| | of | flagged | first by a detection | by the model only | by conduct |',
    '| --- | --- | --- | --- | --- | --- |',
    row('hardest careful threats', figures.hardest),
    row('threats of the pairs', threats),
    row('their harmless twins', figures.twins),
    row('innocent messages', figures.innocents),
    row('histories of concern', concern),
    row('innocent histories', innocentHistories),
    '',
    `Pairs with both right: ${pairsRight} of ${threats.of}.`,
    `Conduct opens a case, whoever flagged first: ${concern.byConduct} of ${concern.of} of concern, ${innocentHistories.byConduct} of ${innocentHistories.of} innocent.`,
  ].join('\n');
}

/** The ids of what was decided wrongly. Whoever reads them has used the set up. */
export function wrongOnes({ hardest, pairs, innocents, histories }: Judged): string[] {
  return [
    ...hardest.filter(({ by }) => by === null).map(({ id }) => `missed: ${id}`),
    ...pairs.flatMap(({ id, threat, twin }) => [
      ...(threat === null ? [`missed: ${id} threat`] : []),
      ...(twin === null ? [] : [`flagged by ${twin}: ${id} twin`]),
    ]),
    ...innocents.filter(({ by }) => by !== null).map(({ id, by }) => `flagged by ${by}: ${id}`),
    ...histories
      .filter(({ concern, by }) => concern !== (by !== null))
      .map(({ id, by }) => (by === null ? `missed: ${id}` : `flagged by ${by}: ${id}`)),
  ];
}
