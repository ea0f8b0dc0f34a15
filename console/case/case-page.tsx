import ContentLayout from '@cloudscape-design/components/content-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { ApiProblem } from '../api/client.ts';
import type { CaseView } from '../api/types.ts';
import { type Shortcuts, useShortcuts } from '../keyboard/shortcuts.ts';
import { ShortcutsHelp } from '../keyboard/shortcuts-help.tsx';
import { NotFoundPage } from '../layout/not-found-page.tsx';
import { useTitle } from '../layout/title.ts';
import { acknowledged, CaseHeader } from './case-header.tsx';
import { tabsOf } from './tabs.tsx';
import { useCase, useChangeCase } from './use-case.ts';
import { WhatToDoNow } from './what-to-do-now.tsx';

/** One case: at the top what to do now, below it what it is about. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const { data, error } = useCase(caseId);
  useTitle(data?.body.caseNumber ?? 'Case');
  if (error instanceof ApiProblem && [403, 404, 422].includes(error.status)) return <NotFoundPage />;
  if (error && data === undefined) throw error;
  if (data === undefined) return <Spinner size="large" />;
  // Another case is another page: what was typed or chosen in one must not be there in the next.
  return <CaseShown key={caseId} shown={data.body} />;
}

function CaseShown({ shown }: { shown: CaseView }) {
  const [search, setSearch] = useSearchParams();
  const [help, setHelp] = useState(false);
  const shortcuts = useCaseShortcuts(shown, () => setHelp(true));
  useShortcuts(shortcuts);
  const tabs = tabsOf(shown);
  const active = search.get('tab') ?? tabs[0]?.id;
  return (
    <ContentLayout header={<CaseHeader shown={shown} onKeys={() => setHelp(true)} />}>
      <SpaceBetween size="l">
        <WhatToDoNow shown={shown} />
        <Tabs
          tabs={tabs}
          activeTabId={active}
          onChange={({ detail }) => setSearch({ tab: detail.activeTabId }, { replace: true })}
        />
      </SpaceBetween>
      {help && <ShortcutsHelp shortcuts={shortcuts} onClose={() => setHelp(false)} />}
    </ContentLayout>
  );
}

/** The keys of a case: those that this person may use. */
function useCaseShortcuts({ caseId, caseNumber, may, status, work }: CaseView, onHelp: () => void): Shortcuts {
  const navigate = useNavigate();
  const [, setSearch] = useSearchParams();
  const change = useChangeCase(caseId);
  const acknowledge = () => change.mutate({ path: '/acknowledge', body: {}, done: acknowledged(caseNumber) });
  const claim = () => change.mutate({ path: '/claim', body: {}, done: 'The case is yours.' });
  const keys: Shortcuts = {
    ...(may.includes('acknowledge') && {
      a: { does: 'Acknowledge it', run: () => status === 'open' && acknowledge() },
    }),
    ...(may.includes('claim') && { c: { does: 'Claim it', run: () => work.holder === null && claim() } }),
    ...(may.includes('add-note') && {
      n: { does: 'Write a note', run: () => setSearch({ tab: 'work', write: 'note' }, { replace: true }) },
    }),
    b: { does: 'Back to the queue', run: () => void navigate('/') },
    '?': { does: 'These keys', run: onHelp },
  };
  return keys;
}
