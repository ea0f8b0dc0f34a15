import Select, { type SelectProps } from '@cloudscape-design/components/select';

interface Props<V extends string> extends Omit<SelectProps, 'options' | 'selectedOption' | 'onChange'> {
  readonly options: readonly { readonly value: V; readonly label: string; readonly description?: string }[];
  /** Null, or nothing of the options: nothing is chosen yet. */
  readonly value: string | null | undefined;
  readonly onChoose: (value: V) => void;
}

/** One of several, by its value. What was chosen can be changed and not taken back. */
export function Choice<V extends string>({ options, value, onChoose, ...rest }: Props<V>) {
  return (
    <Select
      placeholder="Choose one"
      {...rest}
      options={options}
      selectedOption={options.find((option) => option.value === value) ?? null}
      onChange={({ detail }) => onChoose(detail.selectedOption.value as V)}
    />
  );
}
