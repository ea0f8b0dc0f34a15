import Alert from '@cloudscape-design/components/alert';
import Spinner from '@cloudscape-design/components/spinner';

/** In the place of what is being fetched: that it is, or why it could not be. */
export function NotThereYet({ error }: { error: Error | null }) {
  return error === null ? (
    <Spinner />
  ) : (
    <Alert type="error" header="This could not be fetched">
      {error.message}
    </Alert>
  );
}
