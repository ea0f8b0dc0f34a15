import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('a figure of speech about oneself', () => {
  it.each([
    "literally want to kill myself, my husband's snoring",
    'I want to kill myself over this homework.',
    'This homework makes me want to die.',
    'That season finale made me want to die.',
    'I want to kill myself, this weather is awful.',
    'I want to die but in a festive way.',
    'When I see them I just want to die, best band ever.',
    'They are so cute I want to die.',
    'somebody shoot me now, nine pages',
    'I had a nightmare in which I want to die.',
    'I want to die of cuteness, your puppies!',
    'I had a nightmare that I tried to kill myself.',
    'literally want to kill myself, he is snoring again',
    'I have so much homework I want to die.',
    'I want to kill myself after that season finale.',
    'It is so hot outside that I want to die.',
    'When I see them I just want to die, what a band!',
  ])('over something petty, or of delight, is only looked at: %s', (message) => {
    expect(gravest(message, { only: 'self-harm' }).severity).toBe(1);
    expect(contextsOf(message)).toContain('self-harm-idiom');
  });

  it.each([
    'I want to kill myself over this debt.',
    'I want to die. The weather is nice.',
    'I want to kill myself, my exams are over.',
    'This homework makes me want to die, I have nothing left to live for.',
    'I failed my homework. I want to kill myself and nobody knows. I am so alone.',
    'I want to kill myself, my sister has the best band in town.',
    'When I see them together I just want to die.',
    'Your letter makes me want to kill myself.',
    'I want to die every time I come home.',
    'I dream of it every night, I want to die.',
    'It is so cold in here without heating that I want to die.',
    'I tried to kill myself, and now I have this dream of it.',
    'My only dream is that I want to die.',
    'I wanted to be a nurse. Now I want to die lol, not lol, I am serious.',
  ])('stays where the cause is none or weighs: %s', (message) => {
    expect(gravest(message, { only: 'self-harm' }).severity).toBe(3);
  });
});
