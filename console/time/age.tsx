import { ageInWords } from './duration.ts';
import { useAsOfNow } from './now.ts';

/** How long ago something was, with the exact moment for machines and for who points at it. */
export function Age({ since }: { since: string }) {
  const age = useAsOfNow((now) => ageInWords(now - Date.parse(since)));
  return (
    <time dateTime={since} title={`${since} (UTC)`}>
      {age}
    </time>
  );
}
