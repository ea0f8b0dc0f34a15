import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Disposition } from '../../functions/contracts/vocabulary.ts';
import type { ConsistencyView } from '../api/types.ts';
import { CaseLink } from '../case/case-link.tsx';
import { saveFile } from '../custody/save-file.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { useTitle } from '../layout/title.ts';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { DaysChoice } from '../time/days-choice.tsx';
import { durationInWords } from '../time/duration.ts';
import { lastDays } from '../time/last-days.ts';
import { CATEGORIES, kindsInWords } from '../words/findings.ts';
import { DISPOSITIONS, PRIORITIES, plain } from '../words/words.ts';

type Row = Omit<ConsistencyView['byPriority'][number], 'priority'>;
const MINUTE_MS = 60_000;

/** Whether similar cases are treated alike (requirement 35). No customer is in it. */
export function ConsistencyPage() {
  useTitle('Consistency');
  const { api } = useSignedIn();
  const { fail } = useFlashes();
  const [days, setDays] = useState(90);
  const { data, error } = useQuery({
    queryKey: ['consistency', days],
    queryFn: ({ signal }) =>
      api.ask<ConsistencyView>(`/api/consistency?${new URLSearchParams(lastDays(days))}`, { signal }),
    // Reading it is logged.
    staleTime: 5 * MINUTE_MS,
  });
  if (error) throw error;
  const report = data?.body;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="How cases ended and how long they took, across customers. No customer, and nothing that one is worth, is in it."
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <DaysChoice choices={[30, 90, 365]} days={days} onChange={setDays} />
              <Button
                onClick={() =>
                  saveFile(api, `/api/consistency?${new URLSearchParams({ ...lastDays(days), format: 'csv' })}`).catch(
                    fail,
                  )
                }
              >
                As a table
              </Button>
            </SpaceBetween>
          }
        >
          Consistency
        </Header>
      }
    >
      {report === undefined ? (
        <Spinner size="large" />
      ) : (
        <SpaceBetween size="l">
          <WordTable
            header={
              <Header
                variant="h2"
                counter={`(${report.outliers.length})`}
                description={
                  report.outliersWithheld > 0
                    ? `${report.outliersWithheld} more are in cases that are not yours to see.`
                    : undefined
                }
              >
                Cases that went otherwise than those like them
              </Header>
            }
            items={report.outliers}
            trackBy={({ caseId, measure }) => `${caseId}${measure}`}
            empty="None."
            columnDefinitions={[
              { id: 'case', header: 'Case', cell: (one) => <CaseLink {...one} />, isRowHeader: true },
              { id: 'what', header: 'In what', cell: ({ measure }) => plain(measure) },
              { id: 'why', header: 'Why', cell: ({ why }) => why },
              { id: 'by', header: 'Closed by', cell: ({ closedBy }) => closedBy ?? '' },
            ]}
          />
          <Rows
            title="By priority"
            first="Priority"
            rows={report.byPriority.map(({ priority, ...row }) => ({ name: PRIORITIES[priority], ...row }))}
          />
          <Rows
            title="By kind"
            first="Kind"
            rows={report.byCategory.map(({ category, ...row }) => ({ name: CATEGORIES[category], ...row }))}
          />
          <Rows
            title="Alike"
            description={`Of one priority, the same kinds, for one purpose. Of fewer than ${report.leastCompared} nothing is said of what is usual.`}
            first="Alike in"
            rows={report.alike.map(({ priority, purpose, categories, ...row }) => ({
              name: [priority, plain(purpose ?? 'no purpose known'), kindsInWords(categories) || 'No kind'].join(', '),
              ...row,
            }))}
          />
        </SpaceBetween>
      )}
    </ContentLayout>
  );
}

function Rows({
  title,
  description,
  first,
  rows,
}: {
  title: string;
  description?: string;
  first: string;
  rows: readonly (Row & { name: string })[];
}) {
  const measures = Object.keys(rows[0]?.times ?? {}) as (keyof Row['times'])[];
  return (
    <WordTable
      header={
        <Header variant="h2" description={description}>
          {title}
        </Header>
      }
      items={rows}
      trackBy="name"
      empty="No case in this time."
      columnDefinitions={[
        { id: 'name', header: first, cell: ({ name }) => name, isRowHeader: true },
        { id: 'cases', header: 'Cases', cell: ({ cases, open }) => (open === 0 ? cases : `${cases} (${open} open)`) },
        {
          id: 'dispositions',
          header: 'How they ended',
          cell: ({ dispositions }) =>
            Object.entries(dispositions)
              .map(([name, count]) => `${DISPOSITIONS[name as Disposition]}: ${count}`)
              .join('; ') || 'none yet',
        },
        ...measures.map((measure) => ({
          id: measure,
          header: `${plain(measure)}, usually`,
          cell: ({ times }: Row & { name: string }) => {
            const { median, cases } = times[measure];
            return median === null ? `too few (${cases})` : durationInWords(median * MINUTE_MS);
          },
        })),
      ]}
    />
  );
}
