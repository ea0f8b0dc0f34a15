import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../functions/score/engine.ts';
import { createModel } from '../../functions/score/model/model.ts';
import { createSecondReader } from '../../functions/score/model/second-reader.ts';
import { readSignals } from '../../functions/score/read-signals.ts';
import { readEngine } from '../../infra/assets/engine.ts';
import { embedPassages } from '../training/embed-passages.ts';
import { fitSecondReader } from '../training/fit-second-reader.ts';
import { readCorpus, readTrainingSets, TRAINING_SETS } from '../training/labelled-text.ts';
import { DEFAULT_TRAINING, train } from '../training/logistic.ts';
import { encoders } from '../training/sentence-embeddings.ts';
import { measureHarmless } from './harmless.ts';
import { QUESTIONS, type Question, type Row, readSet } from './measured-sets.ts';
import { measureOwnCorpus } from './own-corpus.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderPage } from './render-page.ts';
import { type QualityReport, type Ranking, WAYS, type Way } from './report.ts';
import { scoresByWay } from './scores-by-way.ts';
import { areaUnderRoc, averagePrecision, recallAt, type Scored, thresholdAt } from './statistics.ts';

export interface QualityOptions {
  readonly root: string;
  /** The folder of detections, policy and model that is measured. */
  readonly rules: string;
  readonly data: string;
  /** Trains again without each set before it is measured on it: slow, and the only honest figure for a set that is trained on. */
  readonly leaveOneOut: boolean;
  /** Of the public sets and mails one text in so many is read, and of our own corpus one pair: all of them take more than an hour. */
  readonly every: number;
}

/**
 * Measures the engine on every set in the folder. Writes `quality.md`, `quality.html` with its charts, and the errors to read, into
 * `.build/bench`; gives the Markdown.
 */
export async function measureQuality({ root, rules, data, leaveOneOut, every }: QualityOptions): Promise<string> {
  const shipped = readEngine(rules);
  const folder = join(root, '.build', 'bench');
  mkdirSync(folder, { recursive: true });
  const harmless = await measureHarmless(shipped, data, root, every);
  writeLines(join(folder, 'false-flags.jsonl'), harmless.falseFlags);
  const { errors, ...own } = await measureOwnCorpus(shipped, rules, every);
  writeLines(join(folder, 'errors-own-corpus.jsonl'), errors);

  const rankings: Ranking[] = [];
  const engines = new Map<string, Engine>();
  for (const question of QUESTIONS) {
    const rows = (await readSet(data, question.file, every)).filter((row) => row.labels[question.label] !== undefined);
    if (rows.length === 0) continue;
    const source = question.file.replace('.jsonl', '');
    const trainedOn = question.file in TRAINING_SETS;
    for (const apart of trainedOn && leaveOneOut ? [false, true] : [false]) {
      if (apart && !engines.has(source)) engines.set(source, await engineWithout(source, shipped, data, root));
      const engine = apart ? (engines.get(source) as Engine) : shipped;
      const scored = await scoreRows(question, rows, engine, folder);
      const said = apart ? 'left out' : trainedOn ? 'yes' : 'no';
      rankings.push(...WAYS.map((way) => ranking(question, scored[way], harmless.scores, said, way)));
    }
  }
  const report: QualityReport = {
    versions: Object.values(shipped.versions),
    every,
    flagRates: harmless.flagRates,
    rankings,
    own,
  };
  const markdown = renderMarkdown(report);
  writeFileSync(join(folder, 'quality.md'), markdown);
  writeFileSync(join(folder, 'quality.html'), renderPage(report));
  return markdown;
}

async function scoreRows(
  question: Question,
  rows: readonly Row[],
  engine: Engine,
  folder: string,
): Promise<Record<Way, Scored[]>> {
  const scored: Record<Way, Scored[]> = { rules: [], model: [], both: [] };
  for (const row of rows) {
    const positive = row.labels[question.label] === 1;
    const scores = scoresByWay(await readSignals(row.contact, engine), engine);
    for (const way of WAYS) scored[way].push({ positive, score: scores[way][question.score as 'threat'] ?? 0 });
  }
  const worst = rows.map(({ id, text }, index) => ({ id, text, ...(scored.both[index] as Scored) }));
  const misses = worst.filter((row) => row.positive).sort((a, b) => a.score - b.score);
  const alarms = worst.filter((row) => !row.positive).sort((a, b) => b.score - a.score);
  const name = `errors-${question.file.replace('.jsonl', '')}-${question.label}.jsonl`;
  writeLines(join(folder, name), [...misses.slice(0, MOST_ERRORS), ...alarms.slice(0, MOST_ERRORS)]);
  return scored;
}

/** So many of the worst misses, and of the worst alarms, are written down for a person to read. */
const MOST_ERRORS = 100;

function ranking(
  { file, label, score, reach }: Question,
  scored: readonly Scored[],
  harmless: ReadonlyMap<string, number[]>,
  trainedOn: Ranking['trainedOn'],
  way: Way,
): Ranking {
  const recall = (perThousand: number) =>
    recallAt(scored, thresholdAt(harmless.get(`${way}/${score}`) ?? [], perThousand));
  return {
    set: file.replace('.jsonl', ''),
    label,
    score,
    trainedOn,
    way,
    ...areaUnderRoc(scored),
    averagePrecision: averagePrecision(scored),
    recall: [recall(1), recall(2)],
    reach,
  };
}

function writeLines(path: string, rows: readonly object[]): void {
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

async function engineWithout(source: string, shipped: Engine, data: string, root: string): Promise<Engine> {
  const sets = await readTrainingSets(data, new Set([source]), () => {});
  const corpus = await readCorpus(join(root, 'rules', 'model', 'corpus'));
  const rows = [...sets, ...corpus];
  const folder = join(root, '.build', 'embeddings');
  const { passages, meanings, rowMeanings } = await embedPassages(rows, folder);
  const version = `without ${source}`;
  const secondReader = await fitSecondReader(passages, meanings, version, folder);
  return {
    ...shipped,
    model: createModel(train(rows, version, DEFAULT_TRAINING, rowMeanings)),
    secondReader: createSecondReader(secondReader, encoders),
  };
}
