import Box from '@cloudscape-design/components/box';
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import type { TableProps } from '@cloudscape-design/components/table';
import { CaseLink } from '../case/case-link.tsx';
import { Age } from '../time/age.tsx';
import { Countdown } from '../time/countdown.tsx';
import { PriorityBadge } from '../words/priority-badge.tsx';
import type { QueueItem } from './queue-item.ts';

const DEADLINES = {
  acknowledge: 'Acknowledge',
  'first-action': 'Act',
  review: 'Look again',
  'snooze-end': 'Wakes',
  'look-again': 'Look again',
} as const;

/** Codes and instants, in the order of their characters: comparing them as a language does takes a long queue a tenth of a second. */
const by = (field: SortField) => ({
  sortingField: field,
  sortingComparator: (a: QueueItem, b: QueueItem) => (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0),
});
type SortField = Exclude<keyof QueueItem, 'row'>;

/** What breaks first is at the top. */
export const BY_DEADLINE = by('dueAt');

const DUE: TableProps.ColumnDefinition<QueueItem> = {
  id: 'due',
  header: 'What breaks first',
  ...BY_DEADLINE,
  cell: ({ row: { deadline } }) => (
    <Countdown dueAt={deadline?.at ?? null} what={deadline === null ? undefined : DEADLINES[deadline.kind]} />
  ),
};

/**
 * All of it in a window of 1280 pixels: what says why a case is there is read with it, and not scrolled to. So what is short stands two in a
 * column, sorted by the one of them that has an order, and is filtered by each; words wrap.
 */
export const COLUMNS: TableProps.ColumnDefinition<QueueItem>[] = [
  {
    id: 'case',
    header: 'Case, age',
    ...by('openedAt'),
    minWidth: 140,
    isRowHeader: true,
    cell: ({ row, openedAt }) => (
      <>
        <CaseOfRow row={row} />
        <Box variant="small" display="block">
          <Age since={openedAt} />
        </Box>
      </>
    ),
  },
  {
    id: 'priority',
    header: 'Priority, lane',
    ...by('priority'),
    minWidth: 110,
    cell: ({ row, lane }) => (
      <>
        <PriorityBadge priority={row.priority} short />
        <Box variant="small" display="block">
          {lane}
        </Box>
      </>
    ),
  },
  {
    ...DUE,
    minWidth: 230,
    cell: (item) => <span className="queue-due">{DUE.cell(item)}</span>,
  },
  { id: 'target', header: 'Aimed at', ...by('target'), minWidth: 110, cell: ({ target }) => target },
  { id: 'holder', header: 'Who has it', ...by('holder'), minWidth: 100, cell: ({ holder }) => holder },
  {
    id: 'why',
    header: 'Why',
    ...by('kind'),
    minWidth: 180,
    cell: ({ kind, row }) =>
      `${kind === 'Pattern' ? `Pattern of ${row.contactCount} contacts. ` : ''}${row.why ?? 'An employee reported it.'}`,
  },
];

/** On a telephone: how long there is left, in which case, and how urgent it is. The case itself has the rest. */
export const COLUMNS_ON_A_TELEPHONE: TableProps.ColumnDefinition<QueueItem>[] = [
  {
    ...DUE,
    isRowHeader: true,
    cell: (item) => (
      <>
        <CaseOfRow row={item.row} /> <PriorityBadge priority={item.row.priority} short />
        <div>{DUE.cell(item)}</div>
      </>
    ),
  },
];

function CaseOfRow({ row }: Pick<QueueItem, 'row'>) {
  return (
    <span data-case={row.caseId} className="queue-case">
      <CaseLink {...row} />
    </span>
  );
}

/** Of these there are few values: they are offered, several at once. Nobody chooses from ten thousand case numbers: those are typed. */
const OFFERED = ['priority', 'lane', 'status', 'target', 'kind', 'holder'] as const;

function filter(key: keyof QueueItem, label: string, values: string): PropertyFilterProps.FilteringProperty {
  const isOffered = OFFERED.some((offered) => offered === key);
  const is = (['=', '!='] as const).map((operator) =>
    isOffered ? { operator, tokenType: 'enum' as const } : operator,
  );
  return { key, propertyLabel: label, groupValuesLabel: values, operators: [...is, ':'] };
}

export const FILTERS = [
  filter('caseNumber', 'Case', 'Case numbers'),
  filter('priority', 'Priority', 'Priorities'),
  filter('lane', 'Lane', 'Lanes'),
  filter('status', 'Status', 'Statuses'),
  filter('target', 'Aimed at', 'Employees'),
  filter('subject', 'Subject', 'Subjects'),
  filter('kind', 'Kind', 'Kinds'),
  filter('holder', 'Who has it', 'People'),
];

export function optionsOf(items: readonly QueueItem[]): PropertyFilterProps.FilteringOption[] {
  return OFFERED.flatMap((propertyKey) =>
    [...new Set(items.map((item) => item[propertyKey]))].sort().map((value) => ({ propertyKey, value })),
  );
}
