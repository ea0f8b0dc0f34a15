import { usePeople } from '../api/people.ts';
import { Choice } from '../layout/choice.tsx';

interface Props {
  readonly value: string | null;
  /** `id`: by their id on the roster. `target`: by the pseudonym under which cases name them. */
  readonly by: 'id' | 'target';
  readonly onChoose: (value: string) => void;
}

/** Somebody of the roster, found by their name or position. */
export function EmployeeChoice({ value, by, onChoose }: Props) {
  const { people } = usePeople();
  const options = people.flatMap(({ id, name, position, targetIds }) => {
    const named = by === 'id' ? id : targetIds[0];
    return named === undefined ? [] : { value: named, label: name, description: position };
  });
  return (
    <Choice options={options} value={value} onChoose={onChoose} placeholder="Choose somebody" filteringType="auto" />
  );
}
