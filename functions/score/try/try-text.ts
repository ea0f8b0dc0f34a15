import type { Apart } from '../../contracts/contact.ts';
import type { Trial, TrialRequest } from '../../contracts/trial.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { conclude, sightingOf } from '../conclude.ts';
import type { Engine } from '../engine.ts';
import { contactOfLooseText } from '../loose-text.ts';
import { readWhole } from '../read-signals.ts';
import { spanOf } from '../span-of.ts';
import type { NormalizedText, TokenRange } from '../text.ts';
import { opinionsOf } from './opinions.ts';

/**
 * Scores a text as the stage scores a contact: the whole of it the customer's own words, as in a mail that answers none, and nothing
 * known of whoever wrote it. Pure: the same text, engine and moment give the same.
 * @param apart the stretches of it that are not the customer's own words, if any.
 */
export async function tryText(
  { text, targetNames }: TrialRequest,
  engine: Engine,
  at: Instant,
  apart: readonly Apart[] = [],
): Promise<Trial> {
  const contact = contactOfLooseText({ text, name: 'trial', at, to: targetNames }, apart);
  const { reading, turns, model } = await readWhole(contact, engine);
  const { versions, signals, threatType, severity, imminence, specificity, flagged, priority, lane, reasons } =
    conclude(contact, reading, [sightingOf(contact, reading)], engine, at);
  return {
    ...{ versions, signals, threatType, severity, imminence, specificity, flagged, priority, lane, reasons },
    opinions: await opinionsOf(model, signals, engine),
    sentences: turns.flatMap(({ text: read }) => read.sentences.map((sentence) => wordsOf(read, sentence))),
    evasions: turns.flatMap(({ turn, text: read }) =>
      read.evasions.map((evasion) => ({ span: spanOf(read, evasion, turn.index), how: evasion.how })),
    ),
  };
}

const wordsOf = ({ tokens }: NormalizedText, { first, last }: TokenRange): string =>
  tokens
    .slice(first, last)
    .map(({ text }) => text)
    .join(' ');
