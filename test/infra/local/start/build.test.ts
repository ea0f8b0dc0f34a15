import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../../../infra/local/start/build.ts';

it('a laptop looks up no keys: nothing that it does shows on a name server', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'undertone-build-'));
  try {
    const { template } = await build(process.cwd(), folder);
    const lookUps = Object.values(template.Resources).flatMap(({ Properties }) => {
      const { Variables = {} } =
        (Properties as { Environment?: { Variables?: Record<string, unknown> } }).Environment ?? {};
      return Variables.DKIM_LOOK_UPS === undefined ? [] : [Variables.DKIM_LOOK_UPS];
    });
    expect(lookUps).toEqual(['off']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
