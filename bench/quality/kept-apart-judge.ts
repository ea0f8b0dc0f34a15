import { Readable, Writable } from 'node:stream';
import type { Engine } from '../../functions/score/engine.ts';
import { scanRows } from '../../infra/local/scan/scan-rows.ts';
import { withoutModel } from '../histories/scan-history.ts';
import type { KeptApart, KeptApartHistory } from './kept-apart-set.ts';

/** Who flagged first: a detection and the message alone, only the model (either reader) and the message alone, or the run of messages. */
export type By = 'detection' | 'model' | 'conduct';

export interface JudgedText {
  readonly id: string;
  readonly by: By | null;
}

export interface JudgedHistory extends JudgedText {
  readonly concern: boolean;
  /** Conduct opens a case at one of its messages, whoever flagged first. */
  readonly byConduct: boolean;
}

export interface Judged {
  readonly hardest: readonly JudgedText[];
  readonly pairs: readonly { readonly id: string; readonly threat: By | null; readonly twin: By | null }[];
  readonly innocents: readonly JudgedText[];
  readonly histories: readonly JudgedHistory[];
}

/** Puts every text of the set through `scan --jsonl`, and each history with a memory of its own. */
export async function judgeKeptApart(set: KeptApart, engine: Engine): Promise<Judged> {
  const loose = [
    ...set.hardest.map(({ text }) => ({ text })),
    ...set.innocents.map(({ text }) => ({ text })),
    ...set.pairs.flatMap(({ threat, twin }) => [{ text: threat }, { text: twin }]),
  ];
  const by = await flaggedBy(loose, engine);
  const innocentsFrom = set.hardest.length;
  const pairsFrom = innocentsFrom + set.innocents.length;
  const histories: JudgedHistory[] = [];
  for (const history of set.histories) histories.push(await judgeHistory(history, engine));
  return {
    hardest: set.hardest.map(({ id }, index) => ({ id, by: by[index] ?? null })),
    innocents: set.innocents.map(({ id }, index) => ({ id, by: by[innocentsFrom + index] ?? null })),
    pairs: set.pairs.map(({ id }, index) => ({
      id,
      threat: by[pairsFrom + 2 * index] ?? null,
      twin: by[pairsFrom + 2 * index + 1] ?? null,
    })),
    histories,
  };
}

async function judgeHistory({ id, concern, rows }: KeptApartHistory, engine: Engine): Promise<JudgedHistory> {
  const together = await scan(rows, engine);
  const first = together.findIndex(({ flagged }) => flagged);
  const byConduct = together.some(({ conduct }) => conduct.some(({ opensCase }) => opensCase));
  if (first === -1) return { id, concern, by: null, byConduct };
  const messages = rows.flatMap((row) => ('text' in row ? [{ ...row, from: undefined }] : []));
  const [alone] = await flaggedBy(messages.slice(first, first + 1), engine);
  return { id, concern, by: alone ?? 'conduct', byConduct };
}

/** By whom each text is flagged where it stands alone. */
async function flaggedBy(rows: readonly object[], engine: Engine): Promise<(By | null)[]> {
  const whole = await scan(rows, engine);
  const detections = await scan(rows, withoutModel(engine));
  return whole.map(({ flagged }, index) => {
    if (!flagged) return null;
    return detections[index]?.flagged ? 'detection' : 'model';
  });
}

/** What is read of a line of `scan --jsonl`. */
interface Line {
  readonly flagged: boolean;
  readonly conduct: readonly { readonly opensCase: boolean }[];
}

/** One line for each row with a text; a row that tells what the company did has none. */
async function scan(rows: readonly object[], engine: Engine): Promise<Line[]> {
  let output = '';
  const lines = rows.map((row, index) => `${JSON.stringify({ id: index, ...row })}\n`);
  const written = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      output += chunk;
      done();
    },
  });
  // What is complained of may quote a row: it is counted and not shown.
  const complaints = new Writable({ write: (_chunk, _encoding, done) => done() });
  const { bad } = await scanRows(Readable.from(lines), written, complaints, engine);
  if (bad > 0) throw new Error(`${bad} rows of the check set cannot be read by scan`);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter((line) => !('event' in line));
}
