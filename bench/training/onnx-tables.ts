/** A table of weights as an ONNX graph names it: its bytes lie in the file of data beside the graph. */
export interface OnnxTable {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Of the Protocol Buffers encoding: how a field's value is written. */
const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

/** Field numbers of onnx.proto (github.com/onnx/onnx). */
const GRAPH = 7;
const INITIALIZER = 5;
const DIMS = 1;
const NAME = 8;
const EXTERNAL_DATA = 13;
const KEY = 1;
const VALUE = 2;

interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/**
 * The tables of an ONNX model that keeps them in a file of data beside it, by name.
 * @throws RangeError where the graph is cut off or names data that the file does not have.
 */
export function onnxTables(model: Uint8Array, data: Uint8Array): Map<string, OnnxTable> {
  const tables = new Map<string, OnnxTable>();
  for (const graph of messages(fields(model), GRAPH)) {
    for (const initializer of messages(fields(graph), INITIALIZER)) {
      const tensor = [...fields(initializer)];
      const name = texts(tensor, NAME)[0] ?? '';
      const place = new Map(
        messages(tensor, EXTERNAL_DATA).map((entry) => {
          const pair = [...fields(entry)];
          return [texts(pair, KEY)[0], Number(texts(pair, VALUE)[0])];
        }),
      );
      const from = place.get('offset') ?? 0;
      const to = from + (place.get('length') ?? 0);
      if (!(to > from && to <= data.length))
        throw new RangeError(`The data has no bytes ${from} to ${to} for ${name}.`);
      tables.set(name, { shape: dimensions(tensor), bytes: data.subarray(from, to) });
    }
  }
  return tables;
}

function* fields(message: Uint8Array): Generator<Field> {
  let at = 0;
  const byte = (): number => {
    const value = message[at++];
    if (value === undefined) throw new RangeError('The ONNX graph is cut off.');
    return value;
  };
  const varint = (): number => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const part = byte();
      value += (part & 127) * scale;
      if (part < 128) return value;
      scale *= 128;
    }
  };
  const bytes = (length: number): Uint8Array => {
    if (at + length > message.length) throw new RangeError('The ONNX graph is cut off.');
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    if (tag % 8 === VARINT) yield { number, value: varint() };
    else if (tag % 8 === DELIMITED) yield { number, value: bytes(varint()) };
    else if (tag % 8 === FIXED_64) yield { number, value: bytes(8) };
    else if (tag % 8 === FIXED_32) yield { number, value: bytes(4) };
    else throw new RangeError(`The ONNX graph has a field of type ${tag % 8}.`);
  }
}

function messages(of: Iterable<Field>, wanted: number): Uint8Array[] {
  return [...of].flatMap(({ number, value }) => (number === wanted && typeof value !== 'number' ? [value] : []));
}

const texts = (of: readonly Field[], wanted: number): string[] =>
  messages(of, wanted).map((value) => new TextDecoder().decode(value));

/** A repeated number, each in a field of its own. */
const dimensions = (of: readonly Field[]): number[] =>
  of.flatMap(({ number, value }) => (number === DIMS && typeof value === 'number' ? [value] : []));
