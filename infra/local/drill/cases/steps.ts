import type { Instant } from '../../../../functions/contracts/vocabulary.ts';
import { type CaseFile, expect } from '../case-file.ts';
import type { PlayerId } from '../cast.ts';
import type { Exercise } from '../exercise.ts';

/** A moment from another one on. */
export function later(
  at: Instant,
  { minutes = 0, hours = 0, days = 0 }: { minutes?: number; hours?: number; days?: number },
): Instant {
  return new Date(Date.parse(at) + (minutes + 60 * (hours + 24 * days)) * 60_000).toISOString();
}

/** Fills in what the threat report asks for, and completes it. */
export async function threatForm(
  exercise: Exercise,
  file: CaseFile,
  who: PlayerId,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const player = exercise.players[who];
  await exercise.protocol.step(player.name, 'fills in the threat report', async () => {
    await player.fill(file.caseId, 'threat', values);
    const { status, detail } = await player.tryComplete(file.caseId, 'threat');
    expect(status === 200, `completing it was answered ${status} ${detail}`);
    return 'complete, with what the case knew by itself';
  });
}
