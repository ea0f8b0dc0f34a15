import type { Ref } from 'react';
import type { Turn } from '../../functions/contracts/contact.ts';
import type { Signal } from '../../functions/contracts/signal.ts';
import { FoundWords } from './found-words.tsx';
import { isGraphic, type Stretch, stretchesOf } from './stretches.ts';

const APART: Readonly<Record<NonNullable<Stretch['apart']>, string>> = {
  'reply-quote': 'Quoted from a mail before it',
  'reply-header': 'Header of a quoted mail',
  'forward-header': 'Header of a forwarded mail',
  signature: 'Signature',
  disclaimer: 'Disclaimer',
  markup: 'Markup',
};

/** A turn as it was received: text alone, so that nothing in it is a link, a picture or a script. */
export function TurnText({
  turn,
  signals,
  clear,
  ref,
}: {
  turn: Turn;
  signals: readonly Signal[];
  clear: boolean;
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <div className="turn-text" dir="auto" ref={ref}>
      {stretchesOf(turn, signals).map((stretch) => (
        <StretchText key={stretch.start} stretch={stretch} signals={signals} clear={clear} />
      ))}
    </div>
  );
}

function StretchText({ stretch, signals, clear }: { stretch: Stretch; signals: readonly Signal[]; clear: boolean }) {
  const { start, text, apart, hidden, unsure } = stretch;
  const found = stretch.signals.map((index) => signals[index] as Signal);
  const blurred = !clear && found.some(isGraphic);
  const classes = [apart && 'turn-apart', hidden && 'turn-hidden', unsure && 'turn-unsure'].filter(Boolean).join(' ');
  const title = [
    apart && APART[apart],
    hidden && `Hidden from some readers: ${hidden}`,
    unsure && 'The transcriber was unsure of these words',
  ]
    .filter(Boolean)
    .join('. ');
  const words = (
    <span className={classes || undefined} title={title || undefined}>
      {hidden !== null && <strong>{'⟦hidden: '}</strong>}
      {blurred ? (
        <span className="blurred" aria-hidden="true">
          {text}
        </span>
      ) : (
        <span data-start={start}>{text}</span>
      )}
      {blurred && <span className="visually-hidden">Words that are not shown until you ask for them</span>}
      {hidden !== null && <strong>{'⟧'}</strong>}
    </span>
  );
  if (found.length === 0) return words;
  return (
    <FoundWords signals={found} numbers={stretch.signals.map((index) => index + 1)}>
      {words}
    </FoundWords>
  );
}
