import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Trial, type TrialRequest } from '../../contracts/trial.ts';
import { once } from '../../shared/clients.ts';
import { UndertoneError } from '../../shared/errors.ts';

/** Here and not in functions/shared: no other stage ships it. */
const lambdaClient = once(() => new LambdaClient({}));

/** The function that tries a text failed, or said what cannot be read. Of the text it holds nothing. */
export class TrialFailedError extends UndertoneError {
  override readonly name = 'TrialFailedError';
}

/**
 * Has the function `try` score a text, and waits for what it says. The text is in the request alone: Lambda keeps nothing of one that is
 * answered at once (an asynchronous one would lie in a queue of Lambda's).
 * @throws TrialFailedError, or AWS's own error where the function cannot be reached.
 */
export async function askForTrial(functionName: string, asked: TrialRequest): Promise<Trial> {
  const { FunctionError, Payload } = await lambdaClient().send(
    new InvokeCommand({
      FunctionName: functionName,
      InvocationType: 'RequestResponse',
      LogType: 'None',
      Payload: Buffer.from(JSON.stringify(asked)),
    }),
  );
  if (FunctionError !== undefined) {
    throw new TrialFailedError(`${functionName} failed (${FunctionError}). Its own log says why.`);
  }
  const trial = Trial.safeParse(readJson(Payload));
  if (trial.success) return trial.data;
  // Not as the cause: what the answer holds may be words of the text.
  throw new TrialFailedError(
    `${functionName} answered what this version cannot read. Deploy both functions of one build.`,
  );
}

function readJson(payload: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(payload ?? []).toString('utf8'));
  } catch {
    return undefined;
  }
}
