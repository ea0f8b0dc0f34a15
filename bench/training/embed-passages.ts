import type { LabelledText } from './labelled-text.ts';
import { firstMeanings, type LabelledPassage, passagesToLearn } from './second-reader.ts';
import { embedByFile } from './sentence-embeddings.ts';

export interface EmbeddedPassages {
  readonly passages: readonly LabelledPassage[];
  /** One a passage. */
  readonly meanings: readonly Float32Array[];
  /** One a row, for the first reader's teacher; undefined where the second reader does not read it. */
  readonly rowMeanings: readonly (Float32Array | undefined)[];
}

/** What both readers learn from, read once; what was embedded before is taken from `folder`. */
export async function embedPassages(rows: readonly LabelledText[], folder: string): Promise<EmbeddedPassages> {
  const passages = passagesToLearn(rows);
  const meanings = await embedByFile(passages, folder);
  return { passages, meanings, rowMeanings: firstMeanings(passages, meanings, rows.length) };
}
