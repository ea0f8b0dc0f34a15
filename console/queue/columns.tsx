import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import type { TableProps } from '@cloudscape-design/components/table';
import { CaseLink } from '../case/case-link.tsx';
import { Countdown } from '../time/countdown.tsx';
import { Moment } from '../time/moment.tsx';
import { PriorityBadge } from '../words/priority-badge.tsx';
import type { QueueItem } from './queue-item.ts';

const DEADLINES = {
  acknowledge: 'Acknowledge',
  'first-action': 'Act',
  review: 'Look again',
  'snooze-end': 'Wakes',
  'look-again': 'Look again',
} as const;

export const COLUMNS: TableProps.ColumnDefinition<QueueItem>[] = [
  {
    id: 'case',
    header: 'Case',
    sortingField: 'caseNumber',
    isRowHeader: true,
    cell: ({ row }) => (
      <span data-case={row.caseId} className="queue-case">
        <CaseLink {...row} />
      </span>
    ),
  },
  {
    id: 'priority',
    header: 'Priority',
    sortingField: 'priority',
    cell: ({ row }) => <PriorityBadge priority={row.priority} short />,
  },
  {
    id: 'due',
    header: 'What breaks first',
    sortingField: 'dueAt',
    cell: ({ row: { deadline } }) => (
      <Countdown dueAt={deadline?.at ?? null} what={deadline === null ? undefined : DEADLINES[deadline.kind]} />
    ),
  },
  { id: 'lane', header: 'Lane', sortingField: 'lane', cell: ({ lane }) => lane },
  { id: 'target', header: 'Aimed at', sortingField: 'target', cell: ({ target }) => target },
  {
    id: 'kind',
    header: 'Kind',
    sortingField: 'kind',
    cell: ({ kind, row }) => (kind === 'Pattern' ? `Pattern, ${row.contactCount} acts` : kind),
  },
  { id: 'why', header: 'Why', cell: ({ row }) => row.why ?? 'An employee reported it.' },
  { id: 'holder', header: 'Who has it', sortingField: 'holder', cell: ({ holder }) => holder },
  { id: 'opened', header: 'Opened', cell: ({ row }) => <Moment at={row.openedAt} /> },
];

const filter = (key: keyof QueueItem, label: string, values: string): PropertyFilterProps.FilteringProperty => ({
  key,
  propertyLabel: label,
  groupValuesLabel: values,
  operators: ['=', '!=', ':'],
});

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
