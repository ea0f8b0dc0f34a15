import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import TimeInput from '@cloudscape-design/components/time-input';
import { useState } from 'react';
import type { IncidentForm as IncidentFields, IncidentRow } from '../../functions/contracts/incident.ts';
import { usePeople } from '../api/people.ts';
import { Choice } from '../layout/choice.tsx';
import { CHOICES } from './incident-choices.ts';

type Lists = 'violenceTypes' | 'committedBy' | 'circumstances' | 'incidentTypes';

const LISTS: Readonly<Record<Lists, string>> = {
  violenceTypes: 'Kind of workplace violence',
  committedBy: 'Who committed it',
  circumstances: 'Circumstances at the time',
  incidentTypes: 'What happened',
};

export type IncidentDraft = Omit<IncidentFields, 'where'> & { readonly where: IncidentFields['where'] | null };

/** A row to begin with: what the case says by itself, and nothing made up. */
export function draftOf(recorded: IncidentRow | null, date: string): IncidentDraft {
  if (recorded !== null) {
    const { completedBy, ...row } = recorded;
    return { ...row, title: completedBy.title };
  }
  return {
    ...{ date, time: null, location: '', violenceTypes: ['2'], description: '', committedBy: ['client or customer'] },
    ...{ circumstances: ['usual job duties'], where: null, incidentTypes: [], title: '' },
    consequences: {
      securityContacted: false,
      lawEnforcementContacted: false,
      response: '',
      protectiveActions: '',
    },
  };
}

/** What the log asks for. Nothing in it may tell who anybody is. */
export function IncidentForm({
  begin,
  isPending,
  onSave,
}: {
  begin: IncidentDraft;
  isPending: boolean;
  onSave: (form: IncidentFields) => void;
}) {
  const { timeZone } = usePeople();
  const [draft, setDraft] = useState(begin);
  const set = (change: Partial<IncidentDraft>) => setDraft((now) => ({ ...now, ...change }));
  const setConsequence = (change: Partial<IncidentDraft['consequences']>) =>
    set({ consequences: { ...draft.consequences, ...change } });
  const { consequences, where } = draft;
  const isFilled =
    where !== null &&
    [draft.location, draft.description, draft.title, consequences.protectiveActions].every((text) => text.trim()) &&
    (Object.keys(LISTS) as Lists[]).every((name) => draft[name].length > 0);
  return (
    <SpaceBetween size="m">
      <SpaceBetween direction="horizontal" size="m">
        <FormField label="Date" constraintText={`In the time zone ${timeZone}.`}>
          <DatePicker value={draft.date} onChange={({ detail }) => set({ date: detail.value })} />
        </FormField>
        <FormField label="Time" constraintText="Left empty where nobody knows.">
          <TimeInput
            value={draft.time ?? ''}
            format="hh:mm"
            onChange={({ detail }) => set({ time: detail.value === '' ? null : detail.value })}
          />
        </FormField>
      </SpaceBetween>
      <FormField
        label="Location"
        constraintText="What place it is, such as “Main Street branch, lobby”, or “by email”."
      >
        <Input value={draft.location} onChange={({ detail }) => set({ location: detail.value })} />
      </FormField>
      <FormField label="Where it occurred">
        <Choice options={CHOICES.where} value={where} onChoose={(next) => set({ where: next })} />
      </FormField>
      {(Object.keys(LISTS) as Lists[]).map((name) => (
        <FormField key={name} label={LISTS[name]}>
          <Multiselect
            options={CHOICES[name]}
            selectedOptions={CHOICES[name].filter(({ value }) => (draft[name] as readonly string[]).includes(value))}
            placeholder="Choose at least one"
            onChange={({ detail }) =>
              set({ [name]: detail.selectedOptions.flatMap(({ value }) => value ?? []) } as Partial<IncidentDraft>)
            }
          />
        </FormField>
      ))}
      <FormField label="Description" constraintText="Write “the employee” and “the customer”, and no name." stretch>
        <Textarea value={draft.description} onChange={({ detail }) => set({ description: detail.value })} />
      </FormField>
      <FormField label="Who was contacted">
        <Checkbox
          checked={consequences.securityContacted}
          onChange={({ detail }) => setConsequence({ securityContacted: detail.checked })}
        >
          Security
        </Checkbox>
        <Checkbox
          checked={consequences.lawEnforcementContacted}
          onChange={({ detail }) => setConsequence({ lawEnforcementContacted: detail.checked })}
        >
          Law enforcement
        </Checkbox>
      </FormField>
      <FormField label="What they did" constraintText="Left empty where neither was contacted." stretch>
        <Textarea
          value={consequences.response}
          rows={2}
          onChange={({ detail }) => setConsequence({ response: detail.value })}
        />
      </FormField>
      <FormField label="What was done to protect employees" stretch>
        <Textarea
          value={consequences.protectiveActions}
          rows={2}
          onChange={({ detail }) => setConsequence({ protectiveActions: detail.value })}
        />
      </FormField>
      <FormField label="Your job title">
        <Input value={draft.title} onChange={({ detail }) => set({ title: detail.value })} />
      </FormField>
      <Button disabled={!isFilled} loading={isPending} onClick={() => where !== null && onSave({ ...draft, where })}>
        Record the row
      </Button>
    </SpaceBetween>
  );
}
