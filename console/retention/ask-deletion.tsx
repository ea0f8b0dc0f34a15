import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { newKey } from '../api/client.ts';
import type { DeletionView } from '../api/types.ts';
import { Choice } from '../layout/choice.tsx';
import { useFlashes } from '../layout/flashes.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { MomentInput, momentNow } from '../work/moment-input.tsx';

const LAWS = [
  { value: 'ccpa', label: 'CCPA' },
  { value: 'gdpr', label: 'GDPR' },
  { value: 'other', label: 'Another law' },
];

/** Enters what a person asked of the company: what may go is deleted for good, and what is held is listed with the reason. */
export function AskDeletion({ subjectId }: { subjectId: string }) {
  const { api } = useSignedIn();
  const { say, fail } = useFlashes();
  const navigate = useNavigate();
  const [law, setLaw] = useState<string | null>(null);
  const [reference, setReference] = useState('');
  const [receivedAt, setReceivedAt] = useState(momentNow);
  const key = useRef(newKey());
  const isNumber = /^[\w./#-]*$/.test(reference);
  const ask = useMutation({
    mutationFn: () =>
      api.ask<DeletionView>(`/api/subjects/${subjectId}/deletion-requests`, {
        method: 'POST',
        idempotencyKey: key.current,
        body: { law, reference, receivedAt: new Date(receivedAt).toISOString() },
      }),
    onSuccess: ({ body }) => {
      say({ type: 'success', content: 'The request is at work.' });
      void navigate(`/retention?request=${body.deletionId}`);
    },
    onError: fail,
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="What may go is deleted for good and cannot be brought back. What a case stands on is held."
        >
          They ask for deletion
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField label="By which law">
          <Choice options={LAWS} value={law} onChoose={setLaw} />
        </FormField>
        {law !== null && (
          <SpaceBetween size="m">
            <MomentInput label="When the company had the request" value={receivedAt} onChange={setReceivedAt} />
            <FormField
              label="Your own number for it"
              constraintText="May be left out. Never a name or an address."
              errorText={isNumber ? undefined : 'A number of your own, without spaces.'}
            >
              <Input value={reference} onChange={({ detail }) => setReference(detail.value)} />
            </FormField>
            <Button disabled={!isNumber} loading={ask.isPending} onClick={() => ask.mutate()}>
              Enter the request
            </Button>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Container>
  );
}
