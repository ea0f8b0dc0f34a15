import { describe, expect, it } from 'vitest';
import { onnxTables } from '../../../bench/training/onnx-tables.ts';

/** A field of Protocol Buffers: a number, or bytes that are shorter than 128. */
const field = (number: number, value: number | Uint8Array): Buffer =>
  typeof value === 'number'
    ? Buffer.from([number << 3, ...varint(value)])
    : Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(value.length)]), value]);

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];
}

const entry = (key: string, value: string) =>
  field(13, Buffer.concat([field(1, Buffer.from(key)), field(2, Buffer.from(value))]));

const table = (name: string, shape: readonly number[], offset: number, length: number): Buffer =>
  field(
    5,
    Buffer.concat([
      ...shape.map((size) => field(1, size)),
      field(2, 1),
      field(8, Buffer.from(name)),
      entry('location', 'data'),
      entry('offset', String(offset)),
      entry('length', String(length)),
    ]),
  );

/** Before the graph a number and a fixed one, which are not what is looked for. */
const model = Buffer.concat([
  field(1, 8),
  Buffer.from([(2 << 3) | 5, 0, 0, 0, 0]),
  field(7, Buffer.concat([field(2, Buffer.from('graph')), table('one', [30_522, 2], 0, 3), table('two', [], 3, 2)])),
]);
const data = Uint8Array.of(1, 2, 3, 4, 5);

describe('The tables of an ONNX model', () => {
  it('are found by name, with their shape and with their bytes in the file beside it', () => {
    const tables = onnxTables(model, data);
    expect([...tables.keys()]).toEqual(['one', 'two']);
    expect(tables.get('one')).toEqual({ shape: [30_522, 2], bytes: Uint8Array.of(1, 2, 3) });
    expect(tables.get('two')?.bytes).toEqual(Uint8Array.of(4, 5));
  });

  it('are an error where the file beside it is shorter than they are', () => {
    expect(() => onnxTables(model, data.subarray(0, 4))).toThrow('The data has no bytes 3 to 5 for two.');
  });

  it('are an error where the graph is cut off', () => {
    expect(() => onnxTables(model.subarray(0, -1), data)).toThrow('The ONNX graph is cut off.');
  });
});
