import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('what one team says to another', () => {
  it.each([
    'Morning Tomas, pitch is booked for our team. We are going to murder you on Saturday, so bring the bibs.',
    'We will slaughter you, your keeper is forty. See you at the away game.',
    'Our lads are going to destroy you in the quiz league, so tell your captain. Last match was three nil to us.',
    'Your squad had better train. We are going to kill you. The fixture list says the 14th, home game for us.',
  ])('is left for routine review where the text speaks of the contest: %s', (message) => {
    expect(gravest(message).severity).toBe(1);
    expect(contextsOf(message)).toContain('banter');
  });

  it.each([
    'Morning Tomas, can you stop the cheque? And we are going to murder you on Saturday.',
    'We are going to kill you after the match on Saturday. Kick-off at two.',
    'I am going to kill you. Kick-off is at two and your team is finished.',
    'We will kill you, we know your address. Your team lost three nil.',
    'We are going to stab you. Good game, three nil.',
    'We like football. We are going to murder you.',
    'We will murder you if our refund is not here by kick-off, and your team with you.',
  ])('does not hide this: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(3);
  });
});
