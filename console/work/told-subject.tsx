import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { NoticeKind } from '../../functions/contracts/notice.ts';
import { newKey } from '../api/client.ts';
import { usePeople } from '../api/people.ts';
import type { CaseView, NoticeRecordedView } from '../api/types.ts';
import { Choice } from '../layout/choice.tsx';
import { useFlashes } from '../layout/flashes.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { choicesIn } from '../words/choices.ts';
import { MomentInput, momentNow } from './moment-input.tsx';

const KINDS: Readonly<Record<NoticeKind, string>> = {
  'notice-to-stop': 'A notice to stop',
  block: 'Their address was blocked',
  'promise-to-answer': 'That an answer will come',
  answered: 'The answer to what they asked',
};

/** What came between the telling and its recording is read anew, and may open or raise a case. */
function again({ judgedAgain }: NoticeRecordedView): string {
  if (judgedAgain === 0) return '';
  const contacts = judgedAgain === 1 ? 'One contact that came' : `${judgedAgain} contacts that came`;
  return ` ${contacts} since then ${judgedAgain === 1 ? 'is' : 'are'} being read again.`;
}

/** What the subject was told changes what their later contacts mean (requirement 33). Nothing is sent from here. */
export function ToldSubject({ shown: { caseId, subjectId, targets } }: { shown: CaseView }) {
  const { api } = useSignedIn();
  const { nameOf } = usePeople();
  const { say, fail } = useFlashes();
  const queries = useQueryClient();
  const [kind, setKind] = useState<NoticeKind | null>(null);
  const [about, setAbout] = useState('');
  const [at, setAt] = useState(momentNow);
  const key = useRef(newKey());
  const companies = [
    { value: '', label: 'The company' },
    ...targets.map(({ targetId }) => ({ value: targetId, label: nameOf(targetId) })),
  ];
  const record = useMutation({
    mutationFn: () =>
      api.ask<NoticeRecordedView>(`/api/subjects/${subjectId}/notices`, {
        method: 'POST',
        idempotencyKey: key.current,
        body: { kind, at: new Date(at).toISOString(), targetId: about === '' ? null : about },
      }),
    onSuccess: ({ body }) => {
      say({ type: 'success', content: `It is on record, and what comes after it is read by it.${again(body)}` });
      setKind(null);
      key.current = newKey();
      void queries.invalidateQueries({ queryKey: ['case', caseId] });
    },
    onError: fail,
  });
  return (
    <Container
      header={
        <Header variant="h2" description="A record of what people told them: nothing is sent from here.">
          What the subject was told
        </Header>
      }
    >
      <SpaceBetween size="s">
        <FormField label="What">
          <Choice options={choicesIn(KINDS)} value={kind} onChoose={setKind} />
        </FormField>
        {kind !== null && (
          <SpaceBetween size="s">
            <FormField label="About contact with">
              <Choice options={companies} value={about} onChoose={setAbout} />
            </FormField>
            <MomentInput label="When they were told" value={at} onChange={setAt} />
            <Button loading={record.isPending} onClick={() => record.mutate()}>
              Record it
            </Button>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Container>
  );
}
