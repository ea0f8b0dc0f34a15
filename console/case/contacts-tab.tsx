import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Unmask } from '../access/unmask.tsx';
import type { CaseView } from '../api/types.ts';
import { ContactReader } from '../contact/contact-reader.tsx';
import { inWords } from '../time/moment.tsx';
import { plain } from '../words/words.ts';

/** Every contact of the case, the latest flagged one open: a look at one is on the record, so the others wait to be opened. */
export function ContactsTab({ shown }: { shown: CaseView }) {
  const { contacts } = shown;
  const newestFirst = [...contacts].sort((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1));
  const first = newestFirst.find(({ part }) => part === 'flagged')?.contactId;
  const [opened, setOpened] = useState(() => new Set(first === undefined ? [] : [first]));
  return (
    <SpaceBetween size="s">
      <Unmask shown={shown} />
      {newestFirst.map(({ contactId, part, channel, occurredAt, severity, sightingOf }) => (
        <ExpandableSection
          key={contactId}
          variant="container"
          headerText={`${inWords(occurredAt)}, ${plain(channel)}`}
          headerDescription={
            sightingOf !== undefined
              ? 'The same message, seen again: it counts once'
              : part === 'flagged'
                ? `Flagged, severity ${severity}`
                : 'Part of the pattern; by itself it shows little'
          }
          expanded={opened.has(contactId)}
          onChange={({ detail }) =>
            setOpened((now) => {
              const next = new Set(now);
              if (detail.expanded) next.add(contactId);
              else next.delete(contactId);
              return next;
            })
          }
        >
          {opened.has(contactId) && <ContactReader shown={shown} contactId={contactId} />}
        </ExpandableSection>
      ))}
    </SpaceBetween>
  );
}
