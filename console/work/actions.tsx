import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Choice } from '../layout/choice.tsx';
import { inWords, Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { FIELDS, KINDS, type Kind, labelOf, sentenceOfAction } from './action-fields.ts';
import { MomentInput, momentNow } from './moment-input.tsx';

/** What was done about the case (requirement 33). The first one stops the clock of first action. */
export function Actions({ shown: { caseId, work, warnings, may } }: { shown: CaseView }) {
  const change = useChangeCase(caseId);
  const [kind, setKind] = useState<Kind | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const [doneAt, setDoneAt] = useState(momentNow);
  const fields = kind === null ? [] : FIELDS[kind];
  const isFilled = fields.every(({ name, optional }) => optional || (values[name] ?? '').trim() !== '');
  const save = () =>
    change.mutate(
      {
        path: '/actions',
        body: {
          action: { kind, ...Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== '')) },
          doneAt: new Date(doneAt).toISOString(),
        },
        done: 'It is on record.',
      },
      {
        onSuccess: () => {
          setKind(null);
          setValues({});
        },
      },
    );
  return (
    <Container
      header={
        <Header variant="h2" description="The record of what people did: nothing here is sent to anyone.">
          What was done
        </Header>
      }
    >
      <SpaceBetween size="m">
        {work.actions.length === 0 && <Box color="text-body-secondary">Nothing is recorded yet.</Box>}
        {work.actions.map(({ number, action, doneAt: at, doneBy }) => (
          <div key={number}>
            {sentenceOfAction(action)} ({doneBy}, <Moment at={at} />)
          </div>
        ))}
        {may.includes('record-action') && (
          <SpaceBetween size="s">
            <FormField label="Record what was done">
              <Choice
                options={KINDS}
                value={kind}
                onChoose={(next) => {
                  setKind(next);
                  setValues({});
                }}
              />
            </FormField>
            {fields.map(({ name, optional, options }) => {
              const choices =
                options ??
                (name === 'noticeId'
                  ? warnings.map(({ noticeId, toldAt }) => ({
                      value: noticeId,
                      label: `Told on ${inWords(toldAt)}`,
                    }))
                  : null);
              return (
                <FormField key={name} label={labelOf(name)} description={optional ? 'May be left out.' : undefined}>
                  {choices === null ? (
                    <Input
                      value={values[name] ?? ''}
                      onChange={({ detail }) => setValues((now) => ({ ...now, [name]: detail.value }))}
                    />
                  ) : (
                    <Choice
                      options={choices}
                      value={values[name]}
                      empty="Record the notice with the subject first."
                      onChoose={(next) => setValues((now) => ({ ...now, [name]: next }))}
                    />
                  )}
                </FormField>
              );
            })}
            {kind !== null && (
              <SpaceBetween size="s">
                <MomentInput label="When it was done" value={doneAt} onChange={setDoneAt} />
                <Button disabled={!isFilled} loading={change.isPending} onClick={save}>
                  Record {plain(kind).toLowerCase()}
                </Button>
              </SpaceBetween>
            )}
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Container>
  );
}
