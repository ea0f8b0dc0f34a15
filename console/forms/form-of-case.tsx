import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import type { FormDefinition } from '../../functions/contracts/form.ts';
import type { FormView } from '../api/types.ts';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { FieldOfForm } from './field-of-form.tsx';
import { FormHistory } from './form-history.tsx';
import { useFormDraft } from './use-form-draft.ts';

/** One form of a case, saved as it is typed. */
export function FormOfCase({ caseId, form }: { caseId: string; form: string }) {
  const { api } = useSignedIn();
  const definitions = useQuery({
    queryKey: ['form-definitions'],
    queryFn: ({ signal }) => api.ask<{ forms: FormDefinition[] }>('/api/forms', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const view = useQuery({
    queryKey: ['form', caseId, form],
    queryFn: ({ signal }) => api.ask<FormView>(`/api/cases/${caseId}/forms/${form}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const definition = definitions.data?.body.forms.find((each) => each.form === form);
  if (definition === undefined || view.data === undefined)
    return <NotThereYet error={definitions.error ?? view.error} />;
  // The draft begins with what was read, and goes on by itself: reading again must not take away what is being typed.
  return <FilledForm caseId={caseId} definition={definition} view={view.data.body} />;
}

function FilledForm({ caseId, definition, view }: { caseId: string; definition: FormDefinition; view: FormView }) {
  const draft = useFormDraft(caseId, view);
  return (
    <SpaceBetween size="l">
      {definition.guidance.length > 0 && (
        <Alert type="warning" header="Before anything else">
          <ol>
            {definition.guidance.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Alert>
      )}
      {definition.sections.map(({ title, fields }) => (
        <SpaceBetween key={title} size="m">
          <Box variant="h3">{title}</Box>
          {fields.map((field) => (
            <FieldOfForm key={field.name} field={field} draft={draft} />
          ))}
        </SpaceBetween>
      ))}
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Button variant="primary" loading={draft.state === 'saving'} onClick={() => void draft.complete()}>
          {draft.completed === null ? 'The form is complete' : 'It is complete as it is now'}
        </Button>
        <Box color="text-body-secondary">
          <span aria-live="polite">
            {draft.state === 'waiting'
              ? 'The network is lost. What you typed is kept here, and is sent when it is back.'
              : draft.state === 'saving'
                ? 'Saving'
                : draft.savedAt === null
                  ? 'Saved as you type. A half-filled form is kept.'
                  : 'Saved'}
          </span>
          {draft.completed !== null && (
            <>
              {' · complete since '}
              <Moment at={draft.completed.at} />
            </>
          )}
        </Box>
      </SpaceBetween>
      {draft.refusal !== null && <Alert type="info">{draft.refusal}</Alert>}
      <FormHistory caseId={caseId} definition={definition} />
    </SpaceBetween>
  );
}
