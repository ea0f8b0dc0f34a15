import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMessages } from '../../../bench/matcher/messages.ts';
import { randomNumbers } from '../../../bench/random-numbers.ts';

describe('the messages that the matcher is measured on', () => {
  it('are harmless rows of our own corpus where no folder of customers’ sets is given, whatever else lies beside them', async () => {
    const rules = join(import.meta.dirname, '..', '..', '..', 'rules');
    const { from, texts } = await readMessages(rules, '', 3, randomNumbers(1));
    expect(from).toContain('our own corpus');
    expect(texts.map((text) => text.trim().length > 0)).toEqual([true, true, true]);
  });
});
