import SegmentedControl from '@cloudscape-design/components/segmented-control';

/** How far back a report looks. */
export function DaysChoice({
  choices,
  days,
  onChange,
}: {
  choices: readonly number[];
  days: number;
  onChange: (days: number) => void;
}) {
  return (
    <SegmentedControl
      label="How far back"
      selectedId={String(days)}
      options={choices.map((choice) => ({ id: String(choice), text: choice === 1 ? '1 day' : `${choice} days` }))}
      onChange={({ detail }) => onChange(Number(detail.selectedId))}
    />
  );
}
