import { type Trial, TrialRequest } from '../contracts/trial.ts';
import { describeFailure } from '../shared/batch.ts';
import { once } from '../shared/clients.ts';
import { UndertoneError } from '../shared/errors.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { loadEngine } from './load-engine.ts';
import { tryText } from './try/try-text.ts';

const tools = telemetry('try');

// Not at the start: most of the time nobody tries a text.
const engine = once(loadEngine);

/** What came of a text could not be said. The function's log says why. */
export class TrialError extends UndertoneError {
  override readonly name = 'TrialError';
}

/**
 * Asked by `console-api`, which waits for the answer: scores a text as a contact is scored, and keeps nothing of it (docs/decisions/0028).
 * @throws TrialError: Lambda logs what a function throws and gives it to whoever asked, and another's error may quote the text.
 */
export async function handler(event: unknown): Promise<Trial> {
  try {
    const asked = TrialRequest.parse(event);
    const trial = await tryText(asked, engine(), now());
    const { flagged, priority, lane, signals, versions } = trial;
    const characters = asked.text.length;
    tools.logger.info('A text was tried', { characters, flagged, priority, lane, signals: signals.length, versions });
    return trial;
  } catch (error) {
    tools.logger.error('A text could not be tried', { failure: describeFailure(error) });
    throw new TrialError('The text could not be tried. The log of this function says why.');
  }
}
