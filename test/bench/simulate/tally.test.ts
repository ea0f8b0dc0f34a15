import { describe, expect, it } from 'vitest';
import type { Judged } from '../../../bench/simulate/judge.ts';
import { KINDS, type Kind } from '../../../bench/simulate/kinds.ts';
import type { Customer, SimulatedContact } from '../../../bench/simulate/population.ts';
import { renderSimulation } from '../../../bench/simulate/render.ts';
import { Tally } from '../../../bench/simulate/tally.ts';
import type { Tone } from '../../../bench/simulate/texts.ts';

const NOTHING: Judged = { opens: [], alone: false };
const ALONE: Judged = { opens: [], alone: true };
const PATTERN: Judged = { opens: ['conduct/threats-repeated'], alone: true };

const contact = (tone: Tone, counts = true): SimulatedContact => ({
  at: '2026-01-05T10:00:00.000Z',
  from: 'customer@post.example',
  to: 'employee@bank.example',
  channel: 'email',
  text: tone,
  tone,
  counts,
});
const customer = (id: string, contacts: SimulatedContact[], number = 0): Customer => ({
  number,
  kind: KINDS.find((kind) => kind.id === id) as Kind,
  business: 'bank',
  contacts,
  notices: [],
  link: null,
});

describe('What the simulator adds up', () => {
  it('says at which act a subject was found, by what, and of how many acts with words of concern', () => {
    const tally = new Tally();
    const letters = [contact('plain'), contact('menace'), contact('plain'), contact('menace')];
    tally.add(customer('careful harasser', letters), [NOTHING, NOTHING, ALONE, PATTERN]);
    expect(tally.found).toEqual([
      {
        kind: 'careful harasser',
        customer: 0,
        byConduct: 4,
        alone: 3,
        byEither: 3,
        ofConcern: 1,
        by: ['conduct/threats-repeated'],
      },
    ]);
  });

  it('counts acts after a notice from the notice on', () => {
    const tally = new Tally();
    const letters = [contact('menace', false), contact('menace', false), contact('plain'), contact('plain')];
    tally.add(customer('after a notice to stop', letters), [ALONE, PATTERN, NOTHING, PATTERN]);
    expect(tally.found[0]).toMatchObject({ byEither: 2, byConduct: 2 });
  });

  it('says of a subject that nothing finds that it is never found', () => {
    const tally = new Tally();
    tally.add(customer('several targets', [contact('menace')]), [NOTHING]);
    expect(tally.found[0]).toMatchObject({ byConduct: null, alone: null, byEither: null, ofConcern: null, by: [] });
  });

  it('counts an innocent customer with a pattern case once, and each contact flagged alone', () => {
    const tally = new Tally();
    const id = 'chatty regular';
    tally.add(customer(id, [contact('odd'), contact('odd'), contact('odd')]), [ALONE, PATTERN, PATTERN]);
    tally.add(customer(id, [contact('plain')], 1), [NOTHING]);
    expect(tally.innocent.get(id)).toEqual({
      customers: 2,
      contacts: 4,
      alone: 3,
      patterns: 1,
      by: new Map([['conduct/threats-repeated', 1]]),
    });
    expect(tally.false).toEqual([{ customer: 0, kind: id, by: ['conduct/threats-repeated'] }]);
  });

  it('is shown by month and ten thousand customers', () => {
    const tally = new Tally();
    for (let number = 0; number < 100; number++)
      tally.add(customer('angry once', [contact('odd')], number), [number === 0 ? PATTERN : NOTHING]);
    tally.add(customer('escalating', [contact('menace')], 100), [ALONE]);
    const versions = { rules: 'rules@1', model: 'model@1', policy: 'policy@1' };
    const page = renderSimulation(tally, { customers: 101, days: 60, seed: 1, seconds: 1, versions });
    expect(page).toContain('| angry once | 100 | 100 | 1 | 50.00 | 10.0 | threats-repeated 1 |');
    expect(page).toContain('| escalating | 1 | 100% | 0% | 100% | 1, 0, 0, 0, 0, 0, 0 | 1 | 100% | 100% |');
  });
});
