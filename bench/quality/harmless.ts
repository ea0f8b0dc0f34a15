import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Assessment } from '../../functions/contracts/assessment.ts';
import { conclude, sightingOf } from '../../functions/score/conclude.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { readSignals } from '../../functions/score/read-signals.ts';
import { readRoster } from '../../infra/assets/policy.ts';
import { scanFiles } from '../../infra/local/scan/scan-files.ts';
import { sourcesIn } from '../../infra/local/scan/sources.ts';
import { HARMLESS, HARMLESS_MAIL, readSet } from './measured-sets.ts';
import type { FlagRate } from './report.ts';
import { scoresByWay } from './scores-by-way.ts';

const AT = '2026-01-01T12:00:00.000Z';

/** The mails of a folder, by their number and hash; beside them lies a file that says how they were named. */
const MAIL = /^\d+\./;

/** A harmless text that was flagged, for reading. */
export interface FalseFlag {
  readonly set: string;
  readonly id: string;
  readonly text?: string;
  readonly priority: string | null;
  readonly signals: readonly string[];
}

export interface Harmless {
  readonly flagRates: FlagRate[];
  readonly falseFlags: FalseFlag[];
  /** By `way/score`, what customers' harmless messages score: thresholds are chosen on them. */
  readonly scores: Map<string, number[]>;
}

/** Scores every set in which nothing should open a case, one text in `every`; a set that is not in the folder is left out. */
export async function measureHarmless(engine: Engine, data: string, root: string, every: number): Promise<Harmless> {
  const flagRates: FlagRate[] = [];
  const falseFlags: FalseFlag[] = [];
  const scores = new Map<string, number[]>();
  for (const { file, reach } of HARMLESS) {
    const set = file.replace('.jsonl', '');
    const rows = await readSet(data, file, every);
    const flagged: FalseFlag[] = [];
    let unscored = 0;
    for (const { id, text, contact } of rows) {
      const reading = await readSignals(contact, engine);
      const assessment = conclude(contact, reading, [sightingOf(contact, reading)], engine, contact.receivedAt);
      if (isConcern(assessment)) flagged.push({ ...falseFlag(set, id, assessment), text });
      if (isUnscored(assessment)) unscored++;
      for (const [way, byScore] of Object.entries(scoresByWay(reading, engine))) {
        for (const [score, value] of Object.entries(byScore)) {
          const key = `${way}/${score}`;
          const values = scores.get(key) ?? [];
          values.push(value);
          scores.set(key, values);
        }
      }
    }
    falseFlags.push(...flagged);
    if (rows.length > 0) flagRates.push({ set, texts: rows.length, flagged: flagged.length, unscored, reach });
  }
  for (const { folder, reach } of HARMLESS_MAIL) {
    const path = join(data, 'mail', 'spamassassin', folder);
    if (!existsSync(path)) continue;
    const { texts, flagged, unscored } = await flaggedMails(path, folder, engine, root, every);
    falseFlags.push(...flagged);
    flagRates.push({ set: folder, texts, flagged: flagged.length, unscored, reach });
  }
  return { flagRates, falseFlags, scores };
}

async function flaggedMails(path: string, set: string, engine: Engine, root: string, every: number) {
  const chosen = readdirSync(path)
    .filter((name) => MAIL.test(name))
    .sort()
    .filter((_, index) => index % every === 0)
    .map((name) => join(path, name));
  const directory = readRoster(join(root, 'fixtures', 'roster.yml'));
  const flagged: FalseFlag[] = [];
  let texts = 0;
  let unscored = 0;
  for await (const { source, assessment } of scanFiles(
    sourcesIn(chosen, () => {}),
    engine,
    directory,
    AT,
  )) {
    texts++;
    if (isConcern(assessment)) flagged.push(falseFlag(set, source.slice(path.length + 1), assessment));
    if (isUnscored(assessment)) unscored++;
  }
  return { texts, flagged, unscored };
}

const isUnscored = ({ flagged, lane }: Assessment) => flagged && lane === 'unscored';
const isConcern = ({ flagged, lane }: Assessment) => flagged && lane !== 'unscored';

function falseFlag(set: string, id: string, { priority, signals, reasons }: Assessment): FalseFlag {
  return { set, id, priority, signals: [...signals.map((signal) => signal.id), ...reasons.map(({ row }) => row)] };
}
