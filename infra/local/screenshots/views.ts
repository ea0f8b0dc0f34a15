import { linksFor } from '../../../console/layout/links.ts';
import type { CaseState } from '../../../functions/contracts/case.ts';
import type { ConsoleRole } from '../../../functions/contracts/vocabulary.ts';

/** One page to photograph, and what its file is called. */
export interface View {
  readonly name: string;
  readonly path: string;
}

/** The pages that a role is led to from anywhere. */
export function pagesOf(role: ConsoleRole): View[] {
  return linksFor([role]).map(({ text, href }) => ({ name: nameOf(text), path: href }));
}

/** The cases that show most: the longest, whose every tab is photographed, and the longest of each other lane. */
export function casesToShow(cases: readonly CaseState[]): { whole: CaseState | null; others: CaseState[] } {
  const longestFirst = [...cases].sort((left, right) => right.contacts.length - left.contacts.length);
  const [whole] = longestFirst;
  const lanes = new Set(whole === undefined ? [] : [whole.lane]);
  const others = longestFirst.filter(({ lane }) => !lanes.has(lane) && lanes.add(lane));
  return { whole: whole ?? null, others };
}

/** What a file is called after a heading or a label. */
export function nameOf(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
