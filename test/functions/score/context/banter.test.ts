import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('teasing', () => {
  it.each(['You better run :-P', 'Three nil to us, you better run =P', 'You better run. :p Same time next week?'])(
    'with a tongue put out is left for routine review: %s',
    (message) => {
      expect(gravest(message).severity).toBe(1);
      expect(contextsOf(message)).toEqual(['banter']);
    },
  );

  it.each([
    'You better run.',
    'You better run ;)',
    'You better run. I know what your car looks like and I have all the time in the world :P',
    'You better run tonight :P',
    'You better run :Peter saw you.',
    'I will kill you :P',
    'I know where you live :P',
    'I wish you were dead :P',
  ])('does not hide this: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });
});
