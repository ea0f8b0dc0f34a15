/** A moment as a person reads it, in their own zone, with the exact one for machines and for who points at it. */
export function Moment({ at }: { at: string }) {
  return (
    <time className="moment" dateTime={at} title={`${at} (UTC)`}>
      {inWords(at)}
    </time>
  );
}

const FORMAT = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

export const inWords = (at: string): string => FORMAT.format(new Date(at));
