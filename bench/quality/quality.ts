import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conclude, sightingOf } from '../../functions/score/conclude.ts';
import { scoresOf } from '../../functions/score/decide/scores.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { loadEncoder } from '../../functions/score/load-encoder.ts';
import { createModel } from '../../functions/score/model/model.ts';
import { createSecondReader } from '../../functions/score/model/second-reader.ts';
import { type Reading, readSignals } from '../../functions/score/read-signals.ts';
import { readEngine } from '../../infra/assets/engine.ts';
import { readRoster } from '../../infra/assets/policy.ts';
import { scanFiles } from '../../infra/local/scan/scan-files.ts';
import { sourcesIn } from '../../infra/local/scan/sources.ts';
import { readCorpus, readTrainingSets, TRAINING_SETS } from '../training/labelled-text.ts';
import { DEFAULT_TRAINING, train } from '../training/logistic.ts';
import { passagesToLearn, trainSecondReader } from '../training/second-reader.ts';
import { embedBySource, embedRows } from '../training/sentence-embeddings.ts';
import { HARMLESS, QUESTIONS, type Question, type Row, readSet } from './measured-sets.ts';
import { measureOwnCorpus } from './own-corpus.ts';
import { areaUnderRoc, averagePrecision, recallAt, type Scored, thresholdAt } from './statistics.ts';

export interface QualityOptions {
  readonly root: string;
  /** The folder of detections, policy and model that is measured. */
  readonly rules: string;
  readonly data: string;
  /** Trains again without each set before it is measured on it: slow, and the only honest figure for a set that is trained on. */
  readonly leaveOneOut: boolean;
  /** One text in so many of the public sets and mails is read: all of them take a quarter of an hour. Our own corpus is read whole. */
  readonly every: number;
}

type Way = 'rules' | 'model' | 'both';
const WAYS: readonly Way[] = ['rules', 'model', 'both'];

/** Measures the engine on every set in the folder and writes a page and the errors to read; gives the page. */
export async function measureQuality({ root, rules, data, leaveOneOut, every }: QualityOptions): Promise<string> {
  const shipped = readEngine(rules);
  const lines = [
    '# Quality',
    '',
    `Measured: ${Object.values(shipped.versions).join(', ')}; one text in ${every} of the public sets.`,
    '',
  ];
  const folder = join(root, '.build', 'bench');
  mkdirSync(folder, { recursive: true });

  const harmless = await measureHarmless(shipped, data, root, every);
  lines.push(
    '## Flags per 1,000 on text in which nothing should open a case',
    '',
    '| set | texts | flagged | per 1,000 | reach |',
    '| --- | --- | --- | --- | --- |',
  );
  for (const { name, texts, flagged, reach } of harmless.sets) {
    lines.push(
      `| ${name} | ${texts} | ${flagged.length} | ${((1000 * flagged.length) / Math.max(1, texts)).toFixed(2)} | ≤ ${reach} |`,
    );
  }
  writeFileSync(
    join(folder, 'false-flags.jsonl'),
    harmless.sets
      .flatMap(({ name, flagged }) => flagged.map((row) => `${JSON.stringify({ set: name, ...row })}\n`))
      .join(''),
  );

  const own = await measureOwnCorpus(shipped, rules);
  lines.push('', '## Our own corpus, the third that is never trained on', '', ...own.lines);
  writeFileSync(join(folder, 'errors-own-corpus.jsonl'), own.errors.map((row) => `${JSON.stringify(row)}\n`).join(''));

  lines.push(
    '',
    '## Ranking',
    '',
    '| set | label | score | trained on | way | AUC (95%) | average precision | recall at 1 / 2 flags per 1,000 |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
  );
  const engines = new Map<string, Engine>();
  for (const question of QUESTIONS) {
    const rows = (await readSet(data, question.file, every)).filter((row) => row.labels[question.label] !== undefined);
    if (rows.length === 0) continue;
    const source = question.file.replace('.jsonl', '');
    const trainedOn = question.file in TRAINING_SETS;
    for (const apart of trainedOn && leaveOneOut ? [false, true] : [false]) {
      if (apart && !engines.has(source)) engines.set(source, await engineWithout(source, shipped, data, root));
      const engine = apart ? (engines.get(source) as Engine) : shipped;
      lines.push(
        ...(await rank(question, rows, engine, harmless.scores, apart ? 'left out' : trainedOn ? 'yes' : 'no', folder)),
      );
    }
  }
  const page = `${lines.join('\n')}\n`;
  writeFileSync(join(folder, 'quality.md'), page);
  return page;
}

async function rank(
  question: Question,
  rows: readonly Row[],
  engine: Engine,
  harmless: Map<string, number[]>,
  trained: string,
  folder: string,
): Promise<string[]> {
  const scored: Record<Way, Scored[]> = { rules: [], model: [], both: [] };
  for (const row of rows) {
    const positive = row.labels[question.label] === 1;
    const scores = scoresByWay(await readSignals(row.contact, engine), engine);
    for (const way of WAYS) scored[way].push({ positive, score: scores[way][question.score as 'threat'] ?? 0 });
  }
  const worst = rows.map((row, index) => ({ id: row.id, text: row.text, ...(scored.both[index] as Scored) }));
  const misses = worst
    .filter((row) => row.positive)
    .sort((a, b) => a.score - b.score)
    .slice(0, 100);
  const alarms = worst
    .filter((row) => !row.positive)
    .sort((a, b) => b.score - a.score)
    .slice(0, 100);
  const name = `errors-${question.file.replace('.jsonl', '')}-${question.label}.jsonl`;
  writeFileSync(join(folder, name), [...misses, ...alarms].map((row) => `${JSON.stringify(row)}\n`).join(''));
  return WAYS.map((way) => {
    const { area, low, high } = areaUnderRoc(scored[way]);
    const recall = [1, 2].map((rate) =>
      recallAt(scored[way], thresholdAt(harmless.get(`${way}/${question.score}`) ?? [], rate)).toFixed(2),
    );
    return `| ${question.file.replace('.jsonl', '')} | ${question.label} | ${question.score} | ${trained} | ${way} | ${area.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)}) | ${averagePrecision(scored[way]).toFixed(3)} | ${recall.join(' / ')} |`;
  });
}

function scoresByWay({ signals, modelScores }: Reading, engine: Engine) {
  return {
    rules: scoresOf(signals, {}, engine.policy),
    model: scoresOf([], modelScores, engine.policy),
    both: scoresOf(signals, modelScores, engine.policy),
  };
}

async function measureHarmless(engine: Engine, data: string, root: string, every: number) {
  const sets: {
    name: string;
    texts: number;
    reach: number;
    flagged: { id: string; text?: string; priority: string | null; signals: string[] }[];
  }[] = [];
  const scores = new Map<string, number[]>();
  for (const { file, reach } of HARMLESS) {
    const rows = await readSet(data, file, every);
    const flagged = [];
    for (const row of rows) {
      const reading = await readSignals(row.contact, engine);
      const assessment = conclude(
        row.contact,
        reading,
        [sightingOf(row.contact, reading)],
        engine,
        row.contact.receivedAt,
      );
      if (assessment.flagged)
        flagged.push({
          id: row.id,
          text: row.text,
          priority: assessment.priority,
          signals: assessment.signals.map((signal) => signal.id),
        });
      for (const [way, byScore] of Object.entries(scoresByWay(reading, engine))) {
        for (const [score, value] of Object.entries(byScore)) {
          const key = `${way}/${score}`;
          const values = scores.get(key) ?? [];
          values.push(value);
          scores.set(key, values);
        }
      }
    }
    if (rows.length > 0) sets.push({ name: file.replace('.jsonl', ''), texts: rows.length, reach, flagged });
  }
  for (const [kind, reach] of [
    ['easy_ham', 2],
    ['hard_ham', 2],
  ] as const) {
    const folder = join(data, 'mail', 'spamassassin', kind);
    if (!existsSync(folder)) continue;
    const flagged = [];
    const sources = sourcesIn(
      readdirSync(folder)
        .sort()
        .filter((_, index) => index % every === 0)
        .map((name) => join(folder, name)),
      () => {},
    );
    let texts = 0;
    for await (const { source, assessment } of scanFiles(
      sources,
      engine,
      readRoster(join(root, 'fixtures', 'roster.yml')),
      '2026-01-01T12:00:00.000Z',
    )) {
      texts++;
      if (assessment.flagged)
        flagged.push({
          id: source.slice(folder.length + 1),
          priority: assessment.priority,
          signals: [...assessment.signals.map((signal) => signal.id), ...assessment.reasons.map(({ row }) => row)],
        });
    }
    sets.push({ name: kind, texts, reach, flagged });
  }
  return { sets, scores };
}

async function engineWithout(source: string, shipped: Engine, data: string, root: string): Promise<Engine> {
  const sets = await readTrainingSets(data, new Set([source]), () => {});
  const corpus = await readCorpus(join(root, 'rules', 'model', 'corpus'));
  const rows = [...sets, ...corpus];
  const embeddings = await embedRows(rows, join(root, '.build', 'embeddings'));
  const passages = passagesToLearn(rows);
  const meanings = await embedBySource(passages, join(root, '.build', 'embeddings'));
  const version = `without ${source}`;
  const encoder = loadEncoder();
  return {
    ...shipped,
    model: createModel(train(rows, version, DEFAULT_TRAINING, embeddings)),
    secondReader: createSecondReader(trainSecondReader(passages, meanings, version, encoder.version), encoder),
  };
}
