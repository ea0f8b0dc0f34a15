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

const CASE: TableProps.ColumnDefinition<QueueItem> = {
  id: 'case',
  header: 'Case',
  ...by('caseNumber'),
  isRowHeader: true,
  cell: ({ row }) => <CaseOfRow row={row} />,
};

const DUE: TableProps.ColumnDefinition<QueueItem> = {
  id: 'due',
  header: 'What breaks first',
  ...BY_DEADLINE,
  cell: ({ row: { deadline } }) => (
    <Countdown dueAt={deadline?.at ?? null} what={deadline === null ? undefined : DEADLINES[deadline.kind]} />
  ),
};

export const COLUMNS: TableProps.ColumnDefinition<QueueItem>[] = [
  CASE,
  {
    id: 'priority',
    header: 'Priority',
    ...by('priority'),
    cell: ({ row }) => <PriorityBadge priority={row.priority} short />,
  },
  DUE,
  { id: 'lane', header: 'Lane', ...by('lane'), cell: ({ lane }) => lane },
  { id: 'target', header: 'Aimed at', ...by('target'), cell: ({ target }) => target },
  { id: 'holder', header: 'Who has it', ...by('holder'), cell: ({ holder }) => holder },
  {
    id: 'kind',
    header: 'Kind',
    ...by('kind'),
    cell: ({ kind, row }) => (kind === 'Pattern' ? `Pattern, ${row.contactCount} acts` : kind),
  },
  { id: 'age', header: 'Age', ...by('openedAt'), cell: ({ openedAt }) => <Age since={openedAt} /> },
  // The longest is the last: in a window in which not all of them have room, it is what one scrolls to.
  { id: 'why', header: 'Why', cell: ({ row }) => row.why ?? 'An employee reported it.' },
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
