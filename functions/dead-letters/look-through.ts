import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** SQS gives at most ten at once. */
const AT_ONCE = 10;

/** Letters looked at in one run. With more there is an outage that the operator knows of; what is not reached comes in a later run. */
export const MOST_LETTERS = 2_000;

/** While a run looks at a letter it is not given out again; a run that stops shows them all again after this. */
const HIDDEN_SECONDS = 120;

/**
 * Shows each message of a queue once and leaves all of them there: they are for the operator, who redrives them. Each stays hidden
 * until the run ends, so that a FIFO queue gives out its other groups; of one group more than ten are not seen, and the case of
 * that group's subject is open by then.
 */
export async function lookThrough(
  sqs: SQSClient,
  queueUrl: string,
  see: (message: Message) => Promise<void>,
): Promise<number> {
  const held: Message[] = [];
  try {
    while (held.length < MOST_LETTERS) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: AT_ONCE,
          VisibilityTimeout: HIDDEN_SECONDS,
          WaitTimeSeconds: 0,
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      if (Messages.length === 0) break;
      held.push(...Messages);
      for (const message of Messages) await see(message);
    }
    return held.length;
  } finally {
    for (let at = 0; at < held.length; at += AT_ONCE) await show(sqs, queueUrl, held.slice(at, at + AT_ONCE));
  }
}

async function show(sqs: SQSClient, queueUrl: string, messages: readonly Message[]): Promise<void> {
  await sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl: queueUrl,
      Entries: messages.map(({ ReceiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle,
        VisibilityTimeout: 0,
      })),
    }),
  );
}
