import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea, { type TextareaProps } from '@cloudscape-design/components/textarea';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { usePeople } from '../api/people.ts';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Moment } from '../time/moment.tsx';

const LONGEST = 4000;

/** What people wrote into the case. A note stays as it is; a correction is another one, by whoever wrote it. */
export function Notes({ shown: { caseId, work, may } }: { shown: CaseView }) {
  const { you } = usePeople();
  const change = useChangeCase(caseId);
  const [text, setText] = useState('');
  const [corrects, setCorrects] = useState<number | null>(null);
  const field = useRef<TextareaProps.Ref>(null);
  const [search, setSearch] = useSearchParams();
  const isAsked = search.get('write') === 'note';
  useEffect(() => {
    if (!isAsked) return;
    field.current?.focus();
    setSearch({ tab: 'work' }, { replace: true });
  }, [isAsked, setSearch]);
  const correct = (number: number, written: string) => {
    setCorrects(number);
    setText(written);
    field.current?.focus();
  };
  const save = () =>
    change.mutate(
      {
        path: '/notes',
        body: { text: text.trim(), ...(corrects === null ? {} : { corrects }) },
        done: corrects === null ? 'The note is on record.' : 'The correction is on record, beside what it corrects.',
      },
      {
        // What was typed goes only once it is kept.
        onSuccess: () => {
          setText('');
          setCorrects(null);
        },
      },
    );
  return (
    <Container header={<Header variant="h2">Notes</Header>}>
      <SpaceBetween size="m">
        {work.notes.length === 0 && <Box color="text-body-secondary">Nobody has written a note yet.</Box>}
        {work.notes.map(({ number, at, by, text: written, corrects: before, correctedBy }) => (
          <div key={number}>
            <Box variant="small">
              {by.name}, <Moment at={at} />
              {before !== undefined && ` (in the place of note ${before})`}
              {correctedBy !== undefined && ` (note ${correctedBy} stands in its place)`}
            </Box>
            <div className="written">{written}</div>
            {may.includes('add-note') && by.id === you.id && correctedBy === undefined && (
              <Button
                variant="inline-link"
                ariaLabel={`Correct it: note ${number}`}
                onClick={() => correct(number, written)}
              >
                Correct it
              </Button>
            )}
          </div>
        ))}
        {may.includes('add-note') && (
          <SpaceBetween size="s">
            <FormField
              label={corrects === null ? 'A note' : `In the place of note ${corrects}`}
              stretch
              constraintText={`${text.length} of ${LONGEST} characters`}
            >
              <Textarea
                ref={field}
                value={text}
                rows={3}
                onChange={({ detail }) => setText(detail.value.slice(0, LONGEST))}
              />
            </FormField>
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={text.trim() === ''} loading={change.isPending} onClick={save}>
                {corrects === null ? 'Save the note' : 'Save the correction'}
              </Button>
              {corrects !== null && (
                <Button
                  variant="link"
                  onClick={() => {
                    setCorrects(null);
                    setText('');
                  }}
                >
                  Leave it as it is
                </Button>
              )}
            </SpaceBetween>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Container>
  );
}
