import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { FieldValue } from '../../functions/contracts/form.ts';
import { MomentInput } from '../work/moment-input.tsx';
import { localOf, withZone } from './moment-value.ts';

/** A date and a time, saved once both are there: a day without an hour is kept on the page until then. */
export function MomentOfForm({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: FieldValue) => void;
}) {
  const [begun, setBegun] = useState<string | null>(null);
  const local = localOf(value);
  // What is recorded in place of a moment is words.
  if (value !== '' && local === null) {
    return <Input value={value} onChange={({ detail }) => onChange(detail.value === '' ? null : detail.value)} />;
  }
  return (
    <MomentInput
      label={label}
      hidesLabel
      value={begun ?? local ?? 'T'}
      onChange={(next) => {
        const whole = withZone(next);
        setBegun(whole === null ? next : null);
        if (whole !== null) onChange(whole);
      }}
    />
  );
}
