import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';
import { localMinute } from '../time/local-minute.ts';

export const momentNow = (): string => localMinute(new Date());

export function MomentInput({
  label,
  hidesLabel = false,
  value,
  onChange,
}: {
  label: string;
  /** Where what stands around it has the label already. */
  hidesLabel?: boolean;
  value: string;
  onChange: (value: string) => void;
}) {
  const [date = '', time = ''] = value.split('T');
  return (
    <FormField label={hidesLabel ? undefined : label} constraintText="In your own time zone.">
      <SpaceBetween direction="horizontal" size="xs">
        <DatePicker
          value={date}
          ariaLabel={`${label}, date`}
          onChange={({ detail }) => onChange(`${detail.value}T${time}`)}
        />
        <TimeInput
          value={time}
          format="hh:mm"
          ariaLabel={`${label}, time`}
          onChange={({ detail }) => onChange(`${date}T${detail.value}`)}
        />
      </SpaceBetween>
    </FormField>
  );
}
