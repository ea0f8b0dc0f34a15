import Button from '@cloudscape-design/components/button';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';

/** The next page of a list, below what is there of it; nothing where that is all. */
export function ShowMore({
  of: { hasNextPage, isFetching, fetchNextPage },
}: {
  of: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetching' | 'fetchNextPage'>;
}) {
  if (!hasNextPage) return null;
  return (
    <Button loading={isFetching} onClick={() => void fetchNextPage()}>
      Show more
    </Button>
  );
}
