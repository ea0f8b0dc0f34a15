import Spinner from '@cloudscape-design/components/spinner';

export function TabLoading() {
  return (
    <div role="status">
      <Spinner /> <span>Fetching this part</span>
    </div>
  );
}
