import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type CloseHeader,
  type CloseTable,
  closeVersion,
  readCloseWeights,
} from '../../../../functions/score/model/close-weights.ts';
import { ModelError } from '../../../../functions/score/model/model.ts';

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

/** A file of four small tables, one of each kind. */
const BYTES: readonly [Omit<CloseTable, 'length'>, Uint8Array][] = [
  [{ name: 'vocabulary', kind: 'text', rows: 3, columns: 1 }, Buffer.from('one\nzwei\n##ö')],
  [{ name: 'bias', kind: 'numbers', rows: 1, columns: 2 }, floats(1.5, -2)],
  [
    { name: 'words', kind: 'bytes', rows: 2, columns: 3 },
    Buffer.concat([floats(0.5, 2), new Uint8Array(Int8Array.of(127, -127, 0, 1, 2, 3).buffer)]),
  ],
  [
    { name: 'matrix', kind: 'halves', rows: 2, columns: 32 },
    // The first row is -8 and 7 by turns, of a step of 0.25; the second is 0 throughout, but for its last weight, which is 1.
    Buffer.concat([floats(0.25, 3), new Uint8Array(16).fill(0xf0), new Uint8Array(15).fill(0x88), Uint8Array.of(0x98)]),
  ],
];

function fileOf(change: Partial<CloseHeader> = {}): Buffer {
  const body = Buffer.concat(BYTES.map(([, bytes]) => bytes));
  const header: CloseHeader = {
    format: 1,
    version: closeVersion(body),
    tables: BYTES.map(([table, bytes]) => ({ ...table, length: bytes.length })),
    ...change,
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

describe('The weights of the close encoder', () => {
  const weights = readCloseWeights(fileOf());

  it('hold words and numbers as they were', () => {
    expect(weights.vocabulary()).toEqual(['one', 'zwei', '##ö']);
    expect([...weights.numbers('bias', 2)]).toEqual([1.5, -2]);
  });

  it('hold the embeddings of words as signed bytes with a step a row', () => {
    const { steps, values } = weights.bytes('words', 3);
    expect([...steps]).toEqual([0.5, 2]);
    expect([...values]).toEqual([127, -127, 0, 1, 2, 3]);
  });

  it('give a matrix of half bytes with a row an input', () => {
    const matrix = weights.matrix('matrix', 32, 2);
    expect([...matrix.subarray(0, 6)]).toEqual([-2, 0, 1.75, 0, -2, 0]);
    expect([...matrix.subarray(62)]).toEqual([1.75, 3]);
  });

  it('have a version that other numbers do not have', () => {
    expect(weights.version).toMatch(/^all-minilm-l6-v2@[0-9a-f]{12}$/);
    expect(closeVersion(floats(1))).not.toBe(closeVersion(floats(2)));
  });

  it('are an error where they are cut off, altered, of another format, or no weights at all', () => {
    const whole = fileOf();
    const altered = Buffer.from(whole);
    altered.writeUInt8((altered.at(-1) as number) ^ 1, altered.length - 1);
    const damaged: [string, Uint8Array][] = [
      ['bytes of tables and its header says', whole.subarray(0, -1)],
      ['and holds', altered],
      ['has no header of format 1', fileOf({ format: 2 as 1 })],
      ['has no header of format 1', Buffer.from('no weights')],
      ['has no header of format 1', new Uint8Array(0)],
    ];
    for (const [what, file] of damaged) {
      expect(() => readCloseWeights(file)).toThrow(ModelError);
      expect(() => readCloseWeights(file)).toThrow(what);
    }
  });

  it('are an error where a table is missing or has another shape', () => {
    expect(() => weights.numbers('scale', 2)).toThrow('has no table scale of the shape');
    expect(() => weights.numbers('bias', 3)).toThrow(ModelError);
    expect(() => weights.bytes('bias', 2)).toThrow(ModelError);
    expect(() => weights.matrix('matrix', 32, 4)).toThrow(ModelError);
  });

  it('as shipped are whole and have the words of BERT', () => {
    const shipped = readCloseWeights(readFileSync('rules/model/close-encoder.bin'));
    expect(shipped.vocabulary()).toHaveLength(30_522);
  });
});
