import Table from 'cli-table3';
import pc from 'picocolors';
import type { Versions } from '../../../functions/contracts/assessment.ts';
import type { Outcome, RescoreChange, RescoreDifference } from '../../../functions/contracts/rescore.ts';
import { totalsOf } from '../../../functions/shared/rescore/totals.ts';

export interface Report {
  readonly contacts: number;
  readonly versions: Versions;
  readonly differences: readonly RescoreDifference[];
}

/** Rows of a table that a person reads; `--json` gives all of them. */
const MOST_ROWS = 100;

const TITLES: Record<RescoreChange, string> = {
  'newly-flagged': 'newly flagged',
  'no-longer-flagged': 'no longer flagged',
  'priority-raised': 'priority raised',
  'priority-lowered': 'priority lowered',
  'lane-moved': 'another lane',
  detections: 'other detections only',
};

/** What would change, for a person: the totals, each detection, each contact by its id. No text of a message. */
export function reportText({ contacts, versions, differences }: Report): string {
  const head = `${contacts} contacts scored again with ${versions.rules}, ${versions.model}, ${versions.policy}.`;
  if (differences.length === 0) return `${head}\nNothing would change.`;
  const { changes, detections } = totalsOf(differences);
  const totals = table(
    ['What would change', 'Contacts'],
    Object.entries(changes).map(([change, count]) => [TITLES[change as RescoreChange], count]),
  );
  const byDetection = table(
    ['Detection', 'Fires now', 'No more', 'Raised', 'Lowered'],
    detections.map(({ id, firesNow, firesNoMore, raised, lowered }) => [id, firesNow, firesNoMore, raised, lowered]),
  );
  const byContact = table(
    ['Contact', 'Change', 'Before', 'After', 'By'],
    [...differences]
      .sort((a, b) => order(a) - order(b))
      .map((difference) => [
        difference.contactId,
        TITLES[difference.change],
        outcomeText(difference.before),
        outcomeText(difference.after),
        causes(difference).join('\n'),
      ]),
  );
  return [head, totals, byDetection, byContact, 'Nothing was changed.'].join('\n\n');
}

const order = ({ change }: RescoreDifference): number => Object.keys(TITLES).indexOf(change);

const outcomeText = ({ flagged, priority, lane }: Outcome): string => (flagged ? `${priority} ${lane}` : '-');

const causes = ({ firesNow, firesNoMore, moved }: RescoreDifference): string[] => [
  ...firesNow.map((id) => `+ ${id}`),
  ...firesNoMore.map((id) => `- ${id}`),
  ...moved.map(({ id, from, to }) => `  ${id} ${from} → ${to}`),
];

function table(head: string[], rows: readonly (string | number)[][]): string {
  const made = new Table({
    head: head.map((title) => pc.dim(title)),
    style: { head: [], border: pc.isColorSupported ? ['dim'] : [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  made.push(...rows.slice(0, MOST_ROWS).map((row) => [...row]));
  const more = rows.length - MOST_ROWS;
  return more > 0 ? `${made.toString()}\n${more} more; --json gives all of them.` : made.toString();
}
