import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import { useQueryClient } from '@tanstack/react-query';

/** In the place of what is being fetched: that it is, or why it could not be, and a way to ask again for what failed and nothing else. */
export function NotThereYet({ error }: { error: Error | null }) {
  const queries = useQueryClient();
  if (error === null) return <Spinner />;
  const again = () =>
    void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  return (
    <Alert type="error" header="This could not be fetched" action={<Button onClick={again}>Try again</Button>}>
      {error.message}
    </Alert>
  );
}
