import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Moment } from '../time/moment.tsx';

const LONGEST = 4000;

/** What people wrote into the case. A note stays as it is; a correction is another one. */
export function Notes({ shown: { caseId, work, may } }: { shown: CaseView }) {
  const change = useChangeCase(caseId);
  const [text, setText] = useState('');
  const save = () =>
    change.mutate(
      { path: '/notes', body: { text: text.trim() }, done: 'The note is on record.' },
      // What was typed goes only once it is kept.
      { onSuccess: () => setText('') },
    );
  return (
    <Container header={<Header variant="h2">Notes</Header>}>
      <SpaceBetween size="m">
        {work.notes.length === 0 && <Box color="text-body-secondary">Nobody has written a note yet.</Box>}
        {work.notes.map(({ number, at, by, text: written, correctedBy }) => (
          <div key={number}>
            <Box variant="small">
              {by.name}, <Moment at={at} />
              {correctedBy !== undefined && ' (a later note stands in its place)'}
            </Box>
            <div className="written">{written}</div>
          </div>
        ))}
        {may.includes('add-note') && (
          <>
            <FormField label="A note" stretch constraintText={`${text.length} of ${LONGEST} characters`}>
              <Textarea value={text} rows={3} onChange={({ detail }) => setText(detail.value.slice(0, LONGEST))} />
            </FormField>
            <Button disabled={text.trim() === ''} loading={change.isPending} onClick={save}>
              Save the note
            </Button>
          </>
        )}
      </SpaceBetween>
    </Container>
  );
}
