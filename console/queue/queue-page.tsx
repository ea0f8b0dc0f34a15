import './queue.css';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Alert from '@cloudscape-design/components/alert';
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
import { useNarrow } from '../layout/narrow.ts';
import { useTitle } from '../layout/title.ts';
import { useSignedIn } from '../session/session-gate.tsx';
import { CloseSeveral } from './close-several.tsx';
import { BY_DEADLINE, COLUMNS, COLUMNS_ON_A_TELEPHONE, FILTERS, optionsOf } from './columns.tsx';
import { itemOf } from './queue-item.ts';
import { keptViews, VIEWS } from './saved-views.ts';
import { useActOnRow } from './use-act-on-row.ts';
import { useQueue } from './use-queue.ts';
import { ViewChoice } from './view-choice.tsx';

const ROWS_A_PAGE = 50;

/** The cases that are somebody's to work, by what breaks first. */
export function QueuePage() {
  useTitle('Queue');
  const narrow = useNarrow();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const { you, nameOf } = usePeople();
  const [kept, setKept] = useState(keptViews);
  const view = [...VIEWS, ...kept].find(({ id }) => id === search.get('view')) ?? (VIEWS[0] as (typeof VIEWS)[number]);
  const { rows, isLoading, isWhole, error } = useQueue(view.statuses);
  const all = useMemo(() => rows.map((row) => itemOf(row, you, nameOf)), [rows, you, nameOf]);
  const options = useMemo(() => optionsOf(all), [all]);
  const { items, filteredItemsCount, collectionProps, propertyFilterProps, paginationProps, actions } = useCollection(
    all,
    {
      propertyFiltering: {
        ...{ filteringProperties: FILTERS, defaultQuery: view.query },
        // That nothing waits is said only of a list that was read.
        ...{
          empty: isWhole ? 'No case waits for you here.' : 'It is not known what waits for you.',
          noMatch: 'No case is like that.',
        },
      },
      sorting: { defaultState: { sortingColumn: BY_DEADLINE } },
      pagination: { pageSize: ROWS_A_PAGE },
    },
  );

  const [activeId, setActiveId] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  // Null: one case at a time, which is how the queue is worked. Who may close several chooses them instead.
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [closing, setClosing] = useState<readonly CaseRow[] | null>(null);
  const mayCloseSeveral = useSignedIn().session.roles.includes('security');
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
      {error !== null && (
        <Alert type="error" header="The queue could not be read">
          {`${error.message} It is tried again by itself.${rows.length === 0 ? '' : ' What is shown is what was read before.'}`}
        </Alert>
      )}
      <Table
        {...collectionProps}
        variant="full-page"
        stickyHeader
        loading={isLoading}
        loadingText="Looking for cases"
        items={items}
        trackBy={({ row }) => row.caseId}
        columnDefinitions={narrow ? COLUMNS_ON_A_TELEPHONE : COLUMNS}
        wrapLines
        selectionType={chosen === null ? 'single' : 'multi'}
        selectedItems={
          chosen === null
            ? items.filter(({ row }) => row.caseId === active?.caseId)
            : all.filter(({ row }) => chosen.has(row.caseId))
        }
        onSelectionChange={({ detail: { selectedItems } }) =>
          chosen === null
            ? setActiveId(selectedItems[0]?.row.caseId ?? null)
            : setChosen(new Set(selectedItems.map(({ row }) => row.caseId)))
        }
        ariaLabels={{
          itemSelectionLabel: (_, { caseNumber }) => `${chosen === null ? 'Go to' : 'Choose'} ${caseNumber}`,
          allItemsSelectionLabel: () => 'Choose all on this page',
          selectionGroupLabel: 'Cases',
          tableLabel: 'Cases',
        }}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={`(${filteredItemsCount}${isWhole ? '' : error === null ? ', more are coming' : ', not all'})`}
            description="What breaks first is at the top."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="keyboard" variant="icon" ariaLabel="Show the keys" onClick={() => setHelp(true)} />
                {mayCloseSeveral && (
                  <Button onClick={() => setChosen(chosen === null ? new Set() : null)}>
                    {chosen === null ? 'Choose several' : 'One at a time'}
                  </Button>
                )}
                {chosen !== null && (
                  <Button
                    disabled={chosen.size === 0}
                    onClick={() => setClosing(rows.filter(({ caseId }) => chosen.has(caseId)))}
                  >
                    {`Close ${chosen.size} cases`}
                  </Button>
                )}
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
              filteringOptions={options}
              countText={`${filteredItemsCount} cases`}
              filteringPlaceholder="Find a case by number, subject, target, lane …"
              filteringAriaLabel="Find cases"
            />
          </SpaceBetween>
        }
        pagination={<Pagination {...paginationProps} />}
      />
      {closing !== null && (
        <CloseSeveral
          cases={closing}
          onDone={() => {
            setClosing(null);
            setChosen(new Set());
          }}
        />
      )}
      {help && <ShortcutsHelp shortcuts={shortcuts} onClose={() => setHelp(false)} />}
    </>
  );
}
