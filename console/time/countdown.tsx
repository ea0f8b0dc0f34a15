import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { durationInWords } from './duration.ts';
import { useNow } from './now.ts';

const MINUTE_MS = 60_000;

/** How long there is left, by the second; past it, by how much. Colour is never all that says so. */
export function Countdown({ dueAt, what }: { dueAt: string | null; what?: string }) {
  const now = useNow();
  if (dueAt === null) return <StatusIndicator type="stopped">No deadline runs</StatusIndicator>;
  const left = Date.parse(dueAt) - now;
  const label = what === undefined ? '' : `${what} `;
  if (left < 0) return <StatusIndicator type="error">{`${label}${durationInWords(-left)} late`}</StatusIndicator>;
  return (
    <StatusIndicator type={left < 30 * MINUTE_MS ? 'warning' : 'pending'}>
      {`${label}in ${durationInWords(left)}`}
    </StatusIndicator>
  );
}
