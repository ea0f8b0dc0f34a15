import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import { useState } from 'react';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { inWords } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { AskReason } from '../work/ask-reason.tsx';

/** Gives contacts that do not belong here a case of their own. Nothing is taken out of this one. */
export function SplitOff({ shown: { caseId, contacts, relations } }: { shown: CaseView }) {
  const change = useChangeCase(caseId);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const gone = new Set(relations.splitOff.flatMap(({ contactIds }) => contactIds));
  const options = contacts
    .filter(({ contactId, sightingOf }) => !gone.has(contactId) && sightingOf === undefined)
    .map(({ contactId, occurredAt, channel, part, severity }) => ({
      value: contactId,
      label: `${inWords(occurredAt)}, ${plain(channel)}`,
      description: part === 'flagged' ? `Flagged, severity ${severity}` : 'Part of the pattern',
    }));
  if (options.length < 2) return null;
  return (
    <AskReason
      title="Split contacts off"
      button="Split contacts off"
      ready={chosen.length > 0}
      onSay={(reason) =>
        change.mutate(
          { path: '/split', body: { contactIds: chosen, reason }, done: 'They have a case of their own.' },
          { onSuccess: () => setChosen([]) },
        )
      }
    >
      <FormField label="Which contacts" description="A case opens on a flagged one, and one has to be left here.">
        <Multiselect
          options={options}
          selectedOptions={options.filter(({ value }) => chosen.includes(value))}
          placeholder="Choose contacts"
          expandToViewport
          onChange={({ detail }) => setChosen(detail.selectedOptions.flatMap(({ value }) => value ?? []))}
        />
      </FormField>
    </AskReason>
  );
}
