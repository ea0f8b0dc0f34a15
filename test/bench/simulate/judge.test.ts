import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../bench/simulate/judge.ts';
import { KINDS, type Kind } from '../../../bench/simulate/kinds.ts';
import type { Customer, SimulatedNotice } from '../../../bench/simulate/population.ts';
import type { Readings } from '../../../bench/simulate/readings.ts';
import type { Engine } from '../../../functions/score/engine.ts';
import type { Reading } from '../../../functions/score/read-signals.ts';
import { readConduct } from '../../../infra/assets/conduct.ts';
import { readPolicy } from '../../../infra/assets/policy.ts';

const rules = join(import.meta.dirname, '..', '..', '..', 'rules');
/** What concludes of a reading; nothing here reads a text. */
const engine = {
  conduct: readConduct(join(rules, 'conduct')),
  policy: readPolicy(join(rules, 'policy.yml')),
  versions: { rules: 'rules@1', model: 'model@1', policy: 'policy@1' },
} as unknown as Engine;
const quiet: Reading = {
  signals: [],
  imminence: 0,
  specificity: 0,
  modelScores: {},
  fingerprint: null,
  wordsHash: null,
  wordCount: 5,
};
const readings = { of: async () => quiet } as unknown as Readings;

const at = (day: number) => new Date(Date.UTC(2026, 0, 5 + day, 10)).toISOString();
const told = (kind: SimulatedNotice['kind'], over: Partial<SimulatedNotice> = {}): SimulatedNotice => ({
  at: at(10),
  kind,
  from: 'customer@post.example',
  to: null,
  ...over,
});
function customer(days: readonly (readonly [day: number, from: string])[], over: Partial<Customer>): Customer {
  const contacts = days.map(([day, from]) => ({
    at: at(day),
    from: `${from}@post.example`,
    to: 'employee@bank.example',
    channel: 'email' as const,
    text: `letter of day ${day}`,
    tone: 'plain' as const,
    counts: true,
  }));
  const kind = KINDS.find(({ ofConcern }) => ofConcern) as Kind;
  return { number: 1, kind, business: 'bank', contacts, notices: [], link: null, ...over };
}
const opened = async (one: Customer) => (await judge(one, engine, readings)).map(({ opens }) => opens);

describe('A simulated customer is judged', () => {
  it('by what the company told them, from then on', async () => {
    const days = [[5, 'customer'] as const, [12, 'customer'] as const];
    expect(await opened(customer(days, { notices: [told('notice-to-stop')] }))).toEqual([
      [],
      ['conduct/contact-after-notice'],
    ]);
    expect(await opened(customer(days, { notices: [told('promise-to-answer')] }))).toEqual([[], []]);
    expect(await opened(customer(days, { notices: [told('notice-to-stop', { to: 'other@bank.example' })] }))).toEqual([
      [],
      [],
    ]);
  });

  it('as one person with their other address where the two are joined, and as somebody else where nothing links them', async () => {
    const days = [[5, 'customer'] as const, [12, 'again'] as const];
    const notices = [told('block')];
    const [, joined] = await opened(customer(days, { notices, link: 'joined' }));
    expect(joined).toEqual(['conduct/contact-after-notice', 'conduct/new-address-after-block']);
    const [, suggested] = await opened(customer(days, { notices, link: 'suggested' }));
    expect(suggested).toEqual(['conduct/perhaps-new-address-after-block']);
    expect(await opened(customer(days, { notices }))).toEqual([[], []]);
  });

  it('alone, where nothing was told', async () => {
    expect(
      await opened(
        customer(
          [
            [1, 'customer'],
            [2, 'customer'],
          ],
          {},
        ),
      ),
    ).toEqual([[], []]);
  });
});
