import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Choice } from '../layout/choice.tsx';
import { choicesOf } from '../words/choices.ts';

type Review = CaseView['review']['reviews'][number];
type Name = keyof Review['findings'];

const LABELS: Readonly<Record<Name, string>> = {
  factsEstablished: 'What is established',
  ruleBroken: 'Whether a rule was broken',
  reason: 'Why',
  recommendation: 'What is recommended',
};
const ANSWERS = choicesOf('yes', 'no', 'undetermined');

/** The findings, all of which have to be there before the review is complete. Only what was changed is sent. */
export function Findings({ caseId, review, mayWrite }: { caseId: string; review: Review; mayWrite: boolean }) {
  const change = useChangeCase(caseId);
  const [typed, setTyped] = useState<Partial<Record<Name, string>>>({});
  const { findings, reviewId } = review;
  const names = Object.keys(LABELS) as Name[];
  if (!mayWrite) {
    return (
      <div>
        {names.map((name) => (
          <Box key={name}>
            <strong>{LABELS[name]}: </strong>
            {findings[name] ?? 'not said'}
          </Box>
        ))}
      </div>
    );
  }
  const save = () =>
    change.mutate(
      { path: `/reviews/${reviewId}/findings`, method: 'PATCH', body: typed, done: 'The findings are saved.' },
      { onSuccess: () => setTyped({}) },
    );
  return (
    <SpaceBetween size="s">
      <Box variant="h3">Findings</Box>
      {names.map((name) => {
        const value = typed[name] ?? findings[name] ?? '';
        const type = (next: string) => setTyped((now) => ({ ...now, [name]: next }));
        return (
          <FormField key={name} label={LABELS[name]} stretch>
            {name === 'ruleBroken' ? (
              <Choice options={ANSWERS} value={value} onChoose={type} />
            ) : (
              <Textarea value={value} onChange={({ detail }) => type(detail.value)} />
            )}
          </FormField>
        );
      })}
      <Button disabled={Object.keys(typed).length === 0} onClick={save}>
        Save the findings
      </Button>
    </SpaceBetween>
  );
}
