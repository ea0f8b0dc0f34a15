import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DetectionRecordsView } from '../api/types.ts';
import { PageLink } from '../layout/page-link.tsx';
import { useTitle } from '../layout/title.ts';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { DaysChoice } from '../time/days-choice.tsx';
import { lastDays } from '../time/last-days.ts';
import { CATEGORIES, WRONG_BECAUSE } from '../words/findings.ts';
import { LabelledExamples } from './labelled-examples.tsx';
import { TryText } from './try-text.tsx';

type Detection = DetectionRecordsView['detections'][number];

const ROWS_A_PAGE = 50;

/** What each detection did and what reviewers said of it, for who tunes the rules. Numbers and ids: no case is in it. */
export function DetectionsPage() {
  useTitle('Detections');
  const { api } = useSignedIn();
  const [search, setSearch] = useSearchParams();
  const id = search.get('id');
  const [days, setDays] = useState(90);
  const time = useMemo(() => lastDays(days), [days]);
  const { data, isPending, error } = useQuery({
    queryKey: ['detections', time],
    queryFn: ({ signal }) => api.ask<DetectionRecordsView>(`/api/detections?${new URLSearchParams(time)}`, { signal }),
    staleTime: 60_000,
  });
  const record = data?.body;
  const all = record?.detections ?? [];
  const { items, filterProps, paginationProps, collectionProps, actions } = useCollection(all, {
    filtering: { fields: ['id'], defaultFilteringText: id ?? '', empty: 'None fired, and none was judged.' },
    pagination: { pageSize: ROWS_A_PAGE },
    sorting: {},
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link on the page leads to another record; what is typed there stays.
  useEffect(() => {
    if (id !== null) actions.setFiltering(id);
  }, [id]);
  if (error) throw error;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="How often each fired, and what reviewers said of it. Reviewers judge what was flagged, not all that fired."
          actions={<DaysChoice choices={[7, 30, 90]} days={days} onChange={setDays} />}
        >
          Detections
        </Header>
      }
    >
      <SpaceBetween size="l">
        <TryText />
        <WordTable
          {...collectionProps}
          header={
            <Header variant="h2" counter={`(${all.length})`} description="The most often wrong first.">
              Records
            </Header>
          }
          loading={isPending}
          loadingText="Counting"
          items={items}
          trackBy="id"
          filter={
            <TextFilter
              {...filterProps}
              filteringPlaceholder="Find a detection"
              filteringAriaLabel="Find a detection"
            />
          }
          pagination={<Pagination {...paginationProps} />}
          columnDefinitions={[
            {
              id: 'id',
              header: 'Detection',
              sortingField: 'id',
              isRowHeader: true,
              cell: (one) => <PageLink to={`/detections?id=${encodeURIComponent(one.id)}`}>{one.id}</PageLink>,
            },
            { id: 'fired', header: 'Fired', minWidth: '5rem', sortingField: 'fired', cell: ({ fired }) => fired },
            { id: 'flagged', header: 'Of them flagged', sortingField: 'flagged', cell: ({ flagged }) => flagged },
            { id: 'lowered', header: 'Lowered to nothing', sortingField: 'lowered', cell: ({ lowered }) => lowered },
            { id: 'right', header: 'Right', minWidth: '5rem', sortingField: 'right', cell: ({ right }) => right },
            { id: 'wrong', header: 'Wrong', minWidth: '5rem', sortingField: 'wrong', cell: (one) => wrongInWords(one) },
            {
              id: 'share',
              header: 'Share right',
              cell: ({ rightShare }) =>
                rightShare === null
                  ? `fewer than ${record?.leastJudged ?? 0} judged`
                  : `${Math.round(rightShare * 100)} %`,
            },
            {
              id: 'last',
              header: 'Last fired',
              sortingField: 'lastFired',
              cell: ({ lastFired }) => lastFired ?? 'not in this time',
            },
          ]}
        />
        {(record?.missed.length ?? 0) > 0 && (
          <WordTable
            header={<Header variant="h2">Said to be missed</Header>}
            items={record?.missed ?? []}
            trackBy="category"
            columnDefinitions={[
              { id: 'what', header: 'What', cell: ({ category }) => CATEGORIES[category], isRowHeader: true },
              { id: 'count', header: 'How often', cell: ({ missed }) => missed },
            ]}
          />
        )}
        {id !== null && (
          <Button onClick={() => setSearch({}, { replace: true })}>Show the examples of every detection</Button>
        )}
        <LabelledExamples key={id ?? ''} signalId={id} time={time} />
      </SpaceBetween>
    </ContentLayout>
  );
}

function wrongInWords({ wrong, wrongBecause }: Detection): string {
  const why = Object.entries(wrongBecause).map(
    ([because, count]) => `${WRONG_BECAUSE[because as keyof typeof WRONG_BECAUSE].toLowerCase()} ${count}`,
  );
  return why.length === 0 ? String(wrong) : `${wrong}: ${why.join(', ')}`;
}
