import { createTransport } from 'nodemailer';
import { putOnce } from '../intake.ts';
import { startSmtpDoor } from '../services/smtp-door.ts';
import type { System } from '../system.ts';
import type { StoryItem } from './story.ts';

/**
 * Feeds the story, one item after the other, each when all before it is done: a person's fourth letter is judged after the third, as in
 * life, and a run that was killed ends where one that was not does. Every key comes from the item, so what an earlier run put is not put
 * again. `onItem` hears of each.
 */
export async function feedStory(
  system: System,
  story: readonly StoryItem[],
  onItem: (item: StoryItem, index: number) => void,
): Promise<void> {
  const { receipt } = system.plan;
  const bucket = receipt?.bucket ?? system.names.INTAKE_BUCKET ?? '';
  let storyTime = new Date();
  // A door of its own, whose clock is the story's: the real one stamps mail with the time it is.
  const door = await startSmtpDoor({
    port: 0,
    keyPrefix: receipt?.prefix ?? 'mail/',
    store: (key, bytes) => putOnce(system.clients.s3, bucket, key, bytes),
    now: () => storyTime,
  });
  const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true, pool: true });
  try {
    for (const [index, item] of story.entries()) {
      onItem(item, index);
      storyTime = item.arrivedAt;
      if (item.way.kind === 's3') await putOnce(system.clients.s3, bucket, item.way.key, item.bytes);
      else await transport.sendMail({ envelope: { from: item.way.from, to: item.way.to }, raw: item.bytes });
      await system.settled();
    }
  } finally {
    transport.close();
    await door.stop();
  }
}
