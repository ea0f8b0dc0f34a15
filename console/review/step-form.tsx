import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { Choice } from '../layout/choice.tsx';
import { MomentInput, momentNow } from '../work/moment-input.tsx';
import type { Step, StepField } from './steps.ts';

interface Props {
  readonly steps: readonly Step[];
  /** `onSuccess` empties the form: what was typed goes only once it is kept. */
  readonly onRecord: (path: string, body: Record<string, unknown>, onSuccess: () => void) => void;
}

/** Records one step of a review. */
export function StepForm({ steps, onRecord }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const step = steps.find(({ path }) => path === chosen);
  const options = steps.map(({ path, title }) => ({ value: path, label: title }));
  const typedIn = ({ name, kind }: StepField) => values[name] ?? (kind === 'moment' ? momentNow() : '');
  const isFilled = step?.fields.every((field) => field.optional || typedIn(field).trim() !== '') ?? false;
  const record = () => {
    if (step === undefined) return;
    const sent = step.fields.map((field) => {
      const value = typedIn(field).trim();
      if (field.kind === 'moment') return [field.name, new Date(value).toISOString()];
      return [field.name, value === '' ? null : value];
    });
    onRecord(step.path, { ...Object.fromEntries(sent), ...step.also }, () => {
      setChosen(null);
      setValues({});
    });
  };
  return (
    <SpaceBetween size="s">
      <FormField label="Record a step">
        <Choice
          options={options}
          value={chosen}
          onChoose={(next) => {
            setChosen(next);
            setValues({});
          }}
        />
      </FormField>
      {step?.fields.map((field) => (
        <StepInput
          key={field.name}
          field={field}
          value={typedIn(field)}
          onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
        />
      ))}
      {step !== undefined && (
        <Button disabled={!isFilled} onClick={record}>
          Record it
        </Button>
      )}
    </SpaceBetween>
  );
}

function StepInput({
  field: { label, kind, options = [], optional },
  value,
  onChange,
}: {
  field: StepField;
  value: string;
  onChange: (value: string) => void;
}) {
  if (kind === 'moment') return <MomentInput label={label} value={value} onChange={onChange} />;
  return (
    <FormField label={optional ? `${label} (may be left out)` : label} stretch={kind === 'text'}>
      {kind === 'choice' ? (
        <Choice options={options} value={value} onChoose={onChange} />
      ) : kind === 'text' ? (
        <Textarea value={value} onChange={({ detail }) => onChange(detail.value)} />
      ) : (
        <Input value={value} onChange={({ detail }) => onChange(detail.value)} />
      )}
    </FormField>
  );
}
