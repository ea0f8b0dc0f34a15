import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { FactAsked } from '../../functions/contracts/disposition-rule.ts';
import type { CaseView } from '../api/types.ts';
import { Choice } from '../layout/choice.tsx';
import { inWords } from '../time/moment.tsx';
import { MomentInput } from './moment-input.tsx';

interface Props {
  readonly asked: FactAsked;
  /** It, or another one of those that are asked for beside it. */
  readonly inPlaceOfAnother: boolean;
  readonly value: string;
  readonly notices: CaseView['warnings'];
  readonly onChange: (value: string) => void;
}

/** One fact that a disposition asks for, in the way in which it is answered. */
export function FactInput({ asked: { kind, title, required }, inPlaceOfAnother, value, notices, onChange }: Props) {
  if (kind === 'moment') return <MomentInput label={title} value={value} onChange={onChange} />;
  const label = required ? title : `${title} (${inPlaceOfAnother ? 'one of these is needed' : 'may be left out'})`;
  if (kind === 'date') {
    return (
      <FormField label={label}>
        <DatePicker value={value} onChange={({ detail }) => onChange(detail.value)} />
      </FormField>
    );
  }
  if (kind === 'notice') {
    const options = notices
      .filter((notice) => notice.kind === 'notice-to-stop')
      .map(({ noticeId, toldAt }) => ({ value: noticeId, label: `Told on ${inWords(toldAt)}` }));
    return (
      <FormField label={label}>
        <Choice options={options} value={value} empty="No notice to stop is on record." onChoose={onChange} />
      </FormField>
    );
  }
  return (
    <FormField label={label} stretch>
      <Input value={value} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}

/** A moment is sent as an instant; all else as it was typed. */
export const factToSend = (kind: FactAsked['kind'], value: string): string =>
  kind === 'moment' ? new Date(value).toISOString() : value;
