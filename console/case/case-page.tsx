import ContentLayout from '@cloudscape-design/components/content-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useParams, useSearchParams } from 'react-router';
import { ApiProblem } from '../api/client.ts';
import { NotFoundPage } from '../layout/not-found-page.tsx';
import { useTitle } from '../layout/title.ts';
import { CaseHeader } from './case-header.tsx';
import { tabsOf } from './tabs.tsx';
import { useCase } from './use-case.ts';
import { WhatToDoNow } from './what-to-do-now.tsx';

/** One case: at the top what to do now, below it what it is about. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const { data, error } = useCase(caseId);
  useTitle(data?.body.caseNumber ?? 'Case');
  if (error instanceof ApiProblem && [403, 404, 422].includes(error.status)) return <NotFoundPage />;
  if (error && data === undefined) throw error;
  if (data === undefined) return <Spinner size="large" />;
  const shown = data.body;
  const tabs = tabsOf(shown);
  const active = search.get('tab') ?? tabs[0]?.id;
  return (
    <ContentLayout header={<CaseHeader shown={shown} />}>
      <SpaceBetween size="l">
        <WhatToDoNow shown={shown} />
        <Tabs
          tabs={tabs}
          activeTabId={active}
          onChange={({ detail }) => setSearch({ tab: detail.activeTabId }, { replace: true })}
        />
      </SpaceBetween>
    </ContentLayout>
  );
}
