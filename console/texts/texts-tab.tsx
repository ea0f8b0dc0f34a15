import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView, TemplateView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { MomentInput, momentNow } from '../work/moment-input.tsx';

/** Texts that a person may send in their own name. Nothing is sent from here, ever. */
export function TextsTab({ shown: { caseId, may } }: { shown: CaseView }) {
  const { api } = useSignedIn();
  const { data, error } = useQuery({
    queryKey: ['templates', caseId],
    queryFn: ({ signal }) => api.ask<{ templates: TemplateView[] }>(`/api/cases/${caseId}/templates`, { signal }),
    staleTime: 60_000,
  });
  if (data === undefined) return <NotThereYet error={error} />;
  return (
    <SpaceBetween size="s">
      <Alert type="info">
        Nothing goes to a customer or an employee by itself. Copy a text, send it yourself, and record here that you
        did. It is not legal advice.
      </Alert>
      {data.body.templates.map((template) => (
        <ExpandableSection
          key={template.template}
          variant="container"
          headerText={template.title}
          headerDescription={`To the ${plain(template.to).toLowerCase()}. ${template.use}`}
        >
          <TextOfCase caseId={caseId} template={template} mayRecord={may.includes('record-template')} />
        </ExpandableSection>
      ))}
    </SpaceBetween>
  );
}

function TextOfCase({ caseId, template, mayRecord }: { caseId: string; template: TemplateView; mayRecord: boolean }) {
  const change = useChangeCase(caseId);
  const queries = useQueryClient();
  const [sentAt, setSentAt] = useState(momentNow);
  const { forbids, subject, body, before, after, left, sent } = template;
  if (forbids !== null || body === null) return <Alert type="error">{forbids}</Alert>;
  return (
    <SpaceBetween size="s">
      <Steps title="Before you send it" steps={before} />
      <Box variant="h4">{subject}</Box>
      <div className="written">{body}</div>
      {left.length > 0 && <Alert type="warning">{`Left for you to fill in: ${left.map(plain).join(', ')}.`}</Alert>}
      <CopyToClipboard
        copyButtonText="Copy the text"
        copySuccessText="Copied"
        copyErrorText="It could not be copied"
        textToCopy={body}
      />
      <Steps title="After it" steps={after} />
      {sent.map(({ number, sentAt: at }) => (
        <div key={number}>
          Sent on <Moment at={at} />
        </div>
      ))}
      {mayRecord && (
        <SpaceBetween size="s">
          <MomentInput label="When you sent it" value={sentAt} onChange={setSentAt} />
          <Button
            onClick={() =>
              change.mutate(
                {
                  path: `/${template.track === 'handling' ? 'templates' : 'review-templates'}/${template.template}/sent`,
                  body: { to: template.to, sentAt: new Date(sentAt).toISOString() },
                  done: 'It is on record that you sent it.',
                },
                { onSuccess: () => void queries.invalidateQueries({ queryKey: ['templates', caseId] }) },
              )
            }
          >
            Record that I sent it
          </Button>
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

function Steps({ title, steps }: { title: string; steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <div>
      <Box variant="h5">{title}</Box>
      <ul>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </div>
  );
}
