import type { TabsProps } from '@cloudscape-design/components/tabs';
import type { CaseView } from '../api/types.ts';
import { FormsTab } from '../forms/forms-tab.tsx';
import { WorkTab } from '../work/work-tab.tsx';
import { ContactsTab } from './contacts-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';

/** The tabs of a case that this person has a use for. One that is not theirs is not there at all. */
export function tabsOf(shown: CaseView): TabsProps.Tab[] {
  return [
    { id: 'contacts', label: 'What was received', content: <ContactsTab shown={shown} /> },
    { id: 'timeline', label: 'Timeline', content: <TimelineTab shown={shown} /> },
    ...(shown.may.includes('read-form') ? [{ id: 'forms', label: 'Forms', content: <FormsTab shown={shown} /> }] : []),
    { id: 'work', label: 'Work on it', content: <WorkTab shown={shown} /> },
  ];
}
