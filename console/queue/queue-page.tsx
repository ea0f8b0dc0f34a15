import './queue.css';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { usePeople } from '../api/people.ts';
import type { CaseRow } from '../api/types.ts';
import { type Shortcuts, useShortcuts } from '../keyboard/shortcuts.ts';
import { ShortcutsHelp } from '../keyboard/shortcuts-help.tsx';
import { useTitle } from '../layout/title.ts';
import { COLUMNS, FILTERS } from './columns.tsx';
import { itemOf } from './queue-item.ts';
import { keptViews, VIEWS } from './saved-views.ts';
import { useActOnRow } from './use-act-on-row.ts';
import { useQueue } from './use-queue.ts';
import { ViewChoice } from './view-choice.tsx';

const ROWS_A_PAGE = 50;

/** The cases that are somebody's to work, by what breaks first. */
export function QueuePage() {
  useTitle('Queue');
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const { you, nameOf } = usePeople();
  const [kept, setKept] = useState(keptViews);
  const view = [...VIEWS, ...kept].find(({ id }) => id === search.get('view')) ?? (VIEWS[0] as (typeof VIEWS)[number]);
  const { rows, isLoading, isWhole } = useQueue(view.statuses);
  const all = useMemo(() => rows.map((row) => itemOf(row, you, nameOf)), [rows, you, nameOf]);
  const { items, filteredItemsCount, collectionProps, propertyFilterProps, paginationProps, actions } = useCollection(
    all,
    {
      propertyFiltering: { filteringProperties: FILTERS, defaultQuery: view.query, noMatch: 'No case is like that.' },
      sorting: { defaultState: { sortingColumn: { sortingField: 'dueAt' } } },
      pagination: { pageSize: ROWS_A_PAGE },
    },
  );

  const [activeId, setActiveId] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const at = Math.max(
    0,
    items.findIndex(({ row }) => row.caseId === activeId),
  );
  const active = items[at]?.row ?? null;
  const open = (row: CaseRow) => void navigate(`/cases/${row.caseId}`);
  const act = useActOnRow();
  const move = (by: number) => {
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    setActiveId(next.row.caseId);
    document.querySelector(`[data-case="${next.row.caseId}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const actAndNext = (what: 'acknowledge' | 'claim') => {
    if (active === null) return;
    move(1);
    act(what, active);
  };
  const shortcuts: Shortcuts = {
    j: { does: 'Next case', run: () => move(1) },
    k: { does: 'Case before', run: () => move(-1) },
    Enter: { does: 'Open it', run: () => active && open(active) },
    a: { does: 'Acknowledge it, and go on', run: () => actAndNext('acknowledge') },
    c: { does: 'Claim it, and go on', run: () => actAndNext('claim') },
    n: { does: 'Write a note', run: () => active && void navigate(`/cases/${active.caseId}?tab=work&write=note`) },
    '?': { does: 'These keys', run: () => setHelp(true) },
  };
  useShortcuts(shortcuts);

  return (
    <>
      <Table
        {...collectionProps}
        variant="full-page"
        stickyHeader
        loading={isLoading}
        loadingText="Looking for cases"
        items={items}
        trackBy={({ row }) => row.caseId}
        columnDefinitions={COLUMNS}
        columnDisplay={undefined}
        selectionType="single"
        selectedItems={items.filter(({ row }) => row.caseId === active?.caseId)}
        onSelectionChange={({ detail }) => setActiveId(detail.selectedItems[0]?.row.caseId ?? null)}
        ariaLabels={{
          itemSelectionLabel: (_, { caseNumber }) => `Go to ${caseNumber}`,
          selectionGroupLabel: 'Cases',
          tableLabel: 'Cases',
        }}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={isWhole ? `(${filteredItemsCount})` : `(${filteredItemsCount}, more are coming)`}
            description="What breaks first is at the top."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="keyboard" variant="icon" ariaLabel="Show the keys" onClick={() => setHelp(true)} />
                <Button disabled={active?.status !== 'open'} onClick={() => actAndNext('acknowledge')}>
                  Acknowledge
                </Button>
                <Button disabled={active === null} onClick={() => actAndNext('claim')}>
                  Claim
                </Button>
              </SpaceBetween>
            }
          >
            Queue
          </Header>
        }
        filter={
          <SpaceBetween size="xs">
            <ViewChoice
              views={[...VIEWS, ...kept]}
              chosen={view}
              query={propertyFilterProps.query}
              onKept={setKept}
              onChosen={(next) => {
                setSearch({ view: next.id });
                actions.setPropertyFiltering(next.query);
              }}
            />
            <PropertyFilter
              {...propertyFilterProps}
              countText={`${filteredItemsCount} cases`}
              filteringPlaceholder="Find a case by number, subject, target, lane …"
              filteringAriaLabel="Find cases"
            />
          </SpaceBetween>
        }
        pagination={<Pagination {...paginationProps} />}
        empty="No case waits for you here."
      />
      {help && <ShortcutsHelp shortcuts={shortcuts} onClose={() => setHelp(false)} />}
    </>
  );
}
