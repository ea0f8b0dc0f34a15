import type { Built } from '../start/build.ts';
import type { CaseFile } from './case-file.ts';
import { bombCall } from './cases/bomb-call.ts';
import { carefulHarasser } from './cases/careful-harasser.ts';
import { coercedSelfHarm } from './cases/coerced-self-harm.ts';
import { evidenceOf } from './cases/evidence.ts';
import { misdirectedSpam } from './cases/misdirected-spam.ts';
import { perceivedThreat } from './cases/perceived-threat.ts';
import { recordsOf } from './cases/records.ts';
import { reportTheAgent } from './cases/report-the-agent.ts';
import { Exercise } from './exercise.ts';
import { DeviationError, type Entry } from './protocol.ts';

/** A Monday in summer, at ten in the morning where the people of the fixtures work. */
const START = '2026-07-06T14:00:00.000Z';

/** Of the cases of one kind, the spam that came three times is shown to no court three times. */
const PACKETS_A_PART = 2;

export interface DrillOptions {
  readonly built: Built;
  /** The project's folder. */
  readonly root: string;
  readonly onEntry?: (entry: Entry) => void;
}

/**
 * A case of each kind from the door to its closing, with every shortcut that is forbidden tried on the way, and then what leaves of them as
 * evidence. A part that ends early is a deviation, and the next one is run all the same. @returns what happened, in order.
 */
export async function runDrill({ built, root, onEntry }: DrillOptions): Promise<readonly Entry[]> {
  const exercise = await Exercise.start({ built, root, start: START, ...(onEntry === undefined ? {} : { onEntry }) });
  const files: CaseFile[] = [];
  const forCourt: CaseFile[] = [];
  const part = async (run: () => Promise<CaseFile | CaseFile[]>): Promise<CaseFile | undefined> => {
    try {
      const found = [await run()].flat();
      files.push(...found);
      forCourt.push(...found.slice(0, PACKETS_A_PART));
      return found[0];
    } catch (error) {
      if (!(error instanceof DeviationError)) throw error;
      return undefined;
    }
  };
  try {
    await part(() => bombCall(exercise));
    await part(() => coercedSelfHarm(exercise));
    const harasser = await part(() => carefulHarasser(exercise));
    await part(() => reportTheAgent(exercise));
    await part(() => perceivedThreat(exercise));
    await part(() => misdirectedSpam(exercise));
    await part(async () => {
      await evidenceOf(exercise, files, forCourt);
      return [];
    });
    if (harasser !== undefined) {
      await part(async () => {
        await recordsOf(exercise, START, harasser);
        return [];
      });
    }
    return exercise.protocol.entries;
  } finally {
    await exercise.stop();
  }
}
