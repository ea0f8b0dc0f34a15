import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Unmask } from '../access/unmask.tsx';
import type { CaseView } from '../api/types.ts';
import { ContactReader } from '../contact/contact-reader.tsx';
import { ReadWhenOpen } from '../layout/read-when-open.tsx';
import { inWords } from '../time/moment.tsx';
import { plain } from '../words/words.ts';

/** Every contact of the case, the latest flagged one open: a look at one is on the record, so the others wait to be opened. */
export function ContactsTab({ shown }: { shown: CaseView }) {
  const { contacts } = shown;
  const newestFirst = [...contacts].sort((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1));
  // One that comes while the case is looked at waits too.
  const [first] = useState(newestFirst.find(({ part }) => part === 'flagged')?.contactId);
  return (
    <SpaceBetween size="s">
      <Unmask shown={shown} />
      {newestFirst.map(({ contactId, part, channel, occurredAt, severity, sightingOf }) => (
        <ReadWhenOpen
          key={contactId}
          variant="container"
          headerText={`${inWords(occurredAt)}, ${plain(channel)}`}
          headerDescription={
            sightingOf !== undefined
              ? 'The same message, seen again: it counts once'
              : part === 'flagged'
                ? `Flagged${severity === 0 ? '' : `, severity ${severity}`}`
                : 'Part of the pattern; by itself it shows little'
          }
          opensAtOnce={contactId === first}
        >
          <ContactReader shown={shown} contactId={contactId} />
        </ReadWhenOpen>
      ))}
    </SpaceBetween>
  );
}
