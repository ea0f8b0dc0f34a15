import { describe, expect, it } from 'vitest';
import { nameOfDetection } from '../../../console/words/findings.ts';

describe('what found something', () => {
  it.each([
    ['concern/attention/waits-for-a-word', 'Waits for a word'],
    ['conduct/fixation-on-one-target', 'Fixation on one target'],
    ['threat/direct/self-harm-intent', 'Self-harm intent'],
    ['model/violence', 'The model: violence'],
    ['alone', 'Alone'],
  ])('%s is %s to a person', (id, name) => {
    expect(nameOfDetection(id)).toBe(name);
  });
});
