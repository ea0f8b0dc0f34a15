import Checkbox from '@cloudscape-design/components/checkbox';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import type { FieldValue, FormField } from '../../functions/contracts/form.ts';
import { MomentOfForm } from './moment-of-form.tsx';

interface Props {
  readonly field: FormField;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
}

/** How a field of each kind is filled in. An emptied one is null. */
export function FieldInput({ field: { kind, label, options = [] }, value, onChange }: Props) {
  const choices = options.map((option) => ({ value: option, label: option }));
  const text = typeof value === 'string' ? value : '';
  const orNull = (typed: string) => (typed === '' ? null : typed);
  switch (kind) {
    case 'step':
      return (
        <Checkbox checked={value === true} onChange={({ detail }) => onChange(detail.checked)}>
          Done
        </Checkbox>
      );
    case 'choice':
      return (
        <Select
          options={choices}
          selectedOption={
            choices.find((choice) => choice.value === value) ?? (text ? { value: text, label: text } : null)
          }
          placeholder="Choose one"
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? null)}
        />
      );
    case 'choices': {
      const chosen = Array.isArray(value) ? value : text === '' ? [] : [text];
      return (
        <Multiselect
          options={choices}
          selectedOptions={chosen.map((one) => ({ value: one, label: one }))}
          placeholder="Choose what fits"
          onChange={({ detail }) => {
            const next = detail.selectedOptions.flatMap((option) => option.value ?? []);
            onChange(next.length === 0 ? null : next);
          }}
        />
      );
    }
    case 'list':
      return (
        <Textarea
          value={Array.isArray(value) ? value.join('\n') : text}
          placeholder="One on each line"
          onChange={({ detail }) => onChange(detail.value === '' ? null : detail.value.split('\n'))}
        />
      );
    case 'moment':
      return <MomentOfForm label={label} value={text} onChange={onChange} />;
    case 'line':
      return <Input value={text} onChange={({ detail }) => onChange(orNull(detail.value))} />;
    default:
      return (
        <Textarea
          value={text}
          rows={kind === 'exact' ? 6 : 3}
          spellcheck={kind !== 'exact'}
          disableBrowserAutocorrect={kind === 'exact'}
          onChange={({ detail }) => onChange(orNull(detail.value))}
        />
      );
  }
}
