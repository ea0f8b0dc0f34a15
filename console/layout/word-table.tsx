import Table, { type TableProps } from '@cloudscape-design/components/table';

/** Narrower, words would break within themselves. */
const NARROWEST = '7rem';

/** What a moment stands in on one line, and on a telephone on two, so that it leaves room for what happened then. */
export const OF_A_MOMENT = 'min(14rem, 30vw)';

/** A table of words: they wrap, so that its last column is not out of sight, and where even that does not fit it scrolls within itself. */
export function WordTable<T>({ columnDefinitions, ...rest }: TableProps<T>) {
  const columns = columnDefinitions.map((column) => ({ minWidth: NARROWEST, ...column }));
  return <Table wrapLines {...rest} columnDefinitions={columns} />;
}
