import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('a wish to die of years ago', () => {
  it.each([
    'I wanted to kill myself in my teens. These days I bake bread.',
    'In high school I wanted to kill myself, that is long over.',
    'When I was a teenager I wanted to kill myself, glad that I did not.',
    'Ten years ago I thought about how to kill myself; therapy helped.',
    "Back in 2009 I wanted to kill myself. I'm happy now.",
    'I wanted to kill myself in 2015 and your helpline saved me, thank you.',
  ])('that is over is only looked at: %s', (message) => {
    expect(gravest(message, { only: 'self-harm' }).severity).toBe(1);
    expect(contextsOf(message)).toContain('past');
  });

  it.each([
    'I tried to kill myself last month.',
    'I tried to kill myself when I was a teenager.',
    'I wanted to kill myself when I was a teenager and I still do.',
    'I have wanted to kill myself since I was a child.',
    'I wanted to kill myself last year.',
    'Ten years ago I wanted to kill myself. It is back.',
    'Ten years ago I wanted to kill myself and nobody helped.',
    'I wanted to kill myself as a child. I want to die.',
    'I wanted to kill myself in 2015 and I do again.',
  ])('stays where it goes on, is recent or was done: %s', (message) => {
    expect(gravest(message, { only: 'self-harm' }).severity).toBe(3);
  });
});
