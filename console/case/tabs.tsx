import type { TabsProps } from '@cloudscape-design/components/tabs';
import { lazy, type ReactNode, Suspense } from 'react';
import type { CaseView } from '../api/types.ts';
import { ContactsTab } from './contacts-tab.tsx';
import { TabLoading } from './tab-loading.tsx';
import { TimelineTab } from './timeline-tab.tsx';

type TabProps = { shown: CaseView };
// What is not needed in the first seconds is fetched when somebody goes there.
const WorkTab = lazy(async () => ({ default: (await import('../work/work-tab.tsx')).WorkTab }));
const FormsTab = lazy(async () => ({ default: (await import('../forms/forms-tab.tsx')).FormsTab }));
const TextsTab = lazy(async () => ({ default: (await import('../texts/texts-tab.tsx')).TextsTab }));
const ReviewTab = lazy(async () => ({ default: (await import('../review/review-tab.tsx')).ReviewTab }));
const CustodyTab = lazy(async () => ({ default: (await import('../custody/custody-tab.tsx')).CustodyTab }));
const AccessTab = lazy(async () => ({ default: (await import('../access/access-tab.tsx')).AccessTab }));

interface Tab {
  readonly id: string;
  readonly label: string;
  /** One of these actions: who may do none of them does not see the tab at all. Left out: everybody who sees the case. */
  readonly for?: readonly CaseView['may'][number][];
  readonly content: (props: TabProps) => ReactNode;
}

const TABS: readonly Tab[] = [
  { id: 'contacts', label: 'What was received', for: ['read-contact'], content: (props) => <ContactsTab {...props} /> },
  { id: 'timeline', label: 'Timeline', content: (props) => <TimelineTab {...props} /> },
  { id: 'work', label: 'Work on it', content: (props) => <WorkTab {...props} /> },
  { id: 'forms', label: 'Forms', for: ['read-form'], content: (props) => <FormsTab {...props} /> },
  { id: 'texts', label: 'Texts to send', for: ['read-templates'], content: (props) => <TextsTab {...props} /> },
  {
    id: 'review',
    label: 'Review',
    for: ['work-review', 'open-review'],
    content: (props) => <ReviewTab {...props} />,
  },
  {
    id: 'custody',
    label: 'Evidence',
    for: ['read-custody', 'read-evidence', 'request-packet'],
    content: (props) => <CustodyTab {...props} />,
  },
  { id: 'access', label: 'Access', for: ['read-roster'], content: (props) => <AccessTab {...props} /> },
];

/** The tabs of a case that this person has a use for. */
export function tabsOf(shown: CaseView): TabsProps.Tab[] {
  const mine = TABS.filter((tab) => tab.for === undefined || tab.for.some((action) => shown.may.includes(action)));
  return mine.map(({ id, label, content }) => ({
    id,
    label,
    content: <Suspense fallback={<TabLoading />}>{content({ shown })}</Suspense>,
  }));
}
