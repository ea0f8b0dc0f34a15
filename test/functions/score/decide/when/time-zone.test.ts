import { describe, expect, it } from 'vitest';
import { readSignals } from '../../../../../functions/score/read-signals.ts';
import { contactOfText } from '../../../../../infra/local/scan/contact-of-text.ts';
import { detectionOf } from '../../match/detections.ts';
import { engineOf } from '../../rescore/engines.ts';

const LEGS = detectionOf({
  id: 'threat/direct/legs',
  type: 'direct',
  category: 'violence-recipient',
  severity: 3,
  match: ['break your legs'],
});

describe('The time zone of the roster', () => {
  it('decides which day it is for a threat that names one', async () => {
    const engine = engineOf([LEGS]);
    // Friday afternoon in Greenwich, Saturday morning in Auckland.
    const contact = contactOfText({
      text: 'I will break your legs on Friday.',
      name: 'a threat',
      at: '2026-11-27T15:00:00.000Z',
    });
    const imminenceIn = async (timeZone: string) => (await readSignals(contact, { ...engine, timeZone })).imminence;
    expect(await imminenceIn('Europe/London')).toBe(3);
    expect(await imminenceIn('Pacific/Auckland')).toBe(2);
  });
});
