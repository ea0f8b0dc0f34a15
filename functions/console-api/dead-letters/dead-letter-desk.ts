import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Instant } from '../../contracts/vocabulary.ts';
import { toInstant } from '../../shared/time.ts';

/** How many letters of a queue are looked at: what SQS gives at once. How many there are is counted and not looked at. */
const LOOKED_AT = 10;

export const DeadLetterQueue = z.strictObject({ name: z.string().regex(/^[a-z][a-z-]{0,39}$/), url: z.url() });
export type DeadLetterQueue = z.infer<typeof DeadLetterQueue>;

/** What lies in a dead-letter queue. Ids alone: a key of the intake bucket may be a name that somebody gave a file. */
export interface DeadLetters {
  readonly queue: string;
  readonly messages: number;
  /** Of those that were looked at, the one that was sent first; null where none could be. */
  readonly oldest: Instant | null;
  readonly pointers: readonly string[];
}

/** `intake=https://… score=https://…`, as the template writes it. @throws ZodError */
export function deadLetterQueuesIn(variable: string): DeadLetterQueue[] {
  return variable
    .split(' ')
    .filter(Boolean)
    .map((one) =>
      DeadLetterQueue.parse({ name: one.slice(0, one.indexOf('=')), url: one.slice(one.indexOf('=') + 1) }),
    );
}

/** What failed to its last try, for the operator: looked at, and put back to be tried again. Nothing is read of what it points to. */
export class DeadLetterDesk {
  constructor(
    private readonly sqs: SQSClient,
    readonly queues: readonly DeadLetterQueue[],
  ) {}

  async look({ name, url }: DeadLetterQueue): Promise<DeadLetters> {
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    const messages =
      Number(Attributes.ApproximateNumberOfMessages ?? 0) +
      Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0);
    if (messages === 0) return { queue: name, messages, oldest: null, pointers: [] };
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: LOOKED_AT,
        // They stay where they are, and the stage that makes cases of them finds them there.
        VisibilityTimeout: 0,
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    const sent = Messages.flatMap(({ Attributes: of }) =>
      of?.SentTimestamp === undefined ? [] : Number(of.SentTimestamp),
    );
    return {
      ...{ queue: name, messages },
      oldest: sent.length === 0 ? null : toInstant(new Date(Math.min(...sent))),
      pointers: [...new Set(Messages.map(({ Body = '' }) => pointerIn(Body)))].sort(),
    };
  }

  /** Puts all that lies in it back on the queue that it came from. SQS does it, in its own time. */
  async redrive({ url }: DeadLetterQueue): Promise<void> {
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
    );
    await this.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: Attributes?.QueueArn }));
  }
}

/** An id of ours. Anything else of a message is not shown: whoever can put a message on a queue could put words there. */
const ID = /"((?:contact|case|packet|deletion|rescore|notice)-[0-9a-f]{32})"/;

function pointerIn(body: string): string {
  const id = ID.exec(body)?.[1];
  if (id !== undefined) return id;
  return body.includes('"s3"') ? 'an original in the intake bucket' : 'nothing that is known here';
}
