import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLOSE_ENCODER_VERSION, loadCloseEncoder } from '../../../functions/score/load-close-encoder.ts';
import { type CloseHeader, closeVersion, readCloseWeights } from '../../../functions/score/model/close-weights.ts';
import { ModelError } from '../../../functions/score/model/model.ts';
import { AssetError, readAssetBytes } from '../../../functions/shared/assets.ts';

const shipped = readFileSync('rules/model/close-encoder.bin');

describe('Loading the close encoder', () => {
  it('names the version of the weights that are shipped', () => {
    expect(readCloseWeights(shipped).version).toBe(CLOSE_ENCODER_VERSION);
  });

  it('is an error where the weights are damaged or others than those that the readers were trained on', async () => {
    const body = Buffer.from('other');
    const header: CloseHeader = {
      format: 1,
      version: closeVersion(body),
      tables: [{ name: 'vocabulary', kind: 'text', rows: 1, columns: 1, length: body.length }],
    };
    const other = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
    for (const file of [other, shipped.subarray(0, 1_000_000)]) {
      await expect(loadCloseEncoder(() => file).concernOf(['now'])).rejects.toThrow(ModelError);
    }
  });

  it('reads no file before a text is to be read, and then reads it once for all who ask', async () => {
    await expect(loadCloseEncoder(() => readAssetBytes('close-encoder.bin')).concernOf(['now'])).rejects.toThrow(
      AssetError,
    );
    let times = 0;
    const load = () =>
      loadCloseEncoder(() => {
        times++;
        return shipped;
      });
    const [one, other] = [load(), load()];
    expect(await one.concernOf([])).toEqual(new Float32Array());
    expect(times).toBe(0);
    expect(await one.concernOf(['now'])).toEqual(await other.concernOf(['now']));
    expect(times).toBe(1);
  });
});
