import { expect, it } from 'vitest';
import { buildOnce } from '../../../pipeline/harness.ts';

it('a laptop looks up no keys: nothing that it does shows on a name server', { timeout: 60_000 }, async () => {
  const { template } = await buildOnce();
  const lookUps = Object.values(template.Resources).flatMap(({ Properties }) => {
    const { Variables = {} } =
      (Properties as { Environment?: { Variables?: Record<string, unknown> } }).Environment ?? {};
    return Variables.DKIM_LOOK_UPS === undefined ? [] : [Variables.DKIM_LOOK_UPS];
  });
  expect(lookUps).toEqual(['off']);
});
