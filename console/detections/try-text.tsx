import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Trial, TrialRequest } from '../../functions/contracts/trial.ts';
import { useSignedIn } from '../session/session-gate.tsx';
import { namesIn } from '../words/names-in.ts';
import { TrialResult } from './trial-result.tsx';

/** Where who tunes the rules sees what these make of a text. It is in the page and in one request, and is kept nowhere. */
export function TryText() {
  const { api } = useSignedIn();
  const [text, setText] = useState('');
  const [names, setNames] = useState('');
  const { mutate, data, error, isPending, isPaused } = useMutation({
    mutationFn: async (body: TrialRequest) => {
      const { body: trial } = await api.ask<Trial>('/api/detections/try', { method: 'POST', body });
      return { text: body.text, trial };
    },
  });
  return (
    <Container header={<Header variant="h2">Try a text</Header>}>
      <SpaceBetween size="l">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            mutate({ text, targetNames: namesIn(names) });
          }}
        >
          <Form
            errorText={error?.message}
            actions={
              <Button loading={isPending} disabled={text.trim() === ''}>
                Try it
              </Button>
            }
          >
            <SpaceBetween size="m">
              {isPaused && (
                <Alert type="info">
                  The network is lost. Your text is kept here and is tried as soon as it is back.
                </Alert>
              )}
              <FormField
                label="Text"
                description="All of it is read as a customer’s own words, and as all that is known of them. Nothing of it is kept. Leave out names and account numbers of customers."
                constraintText="20,000 characters at most."
                stretch
              >
                <Textarea value={text} rows={4} spellcheck={false} onChange={({ detail }) => setText(detail.value)} />
              </FormField>
              <FormField
                label="Names of the employees it is addressed to"
                description="With commas between them. Some detections ask for a name."
              >
                <Input value={names} onChange={({ detail }) => setNames(detail.value)} />
              </FormField>
            </SpaceBetween>
          </Form>
        </form>
        {data !== undefined && <TrialResult text={data.text} trial={data.trial} />}
      </SpaceBetween>
    </Container>
  );
}
