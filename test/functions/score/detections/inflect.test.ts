import { describe, expect, it } from 'vitest';
import { inflect } from '../../../../functions/score/detections/inflect.ts';

describe('the inflections of a word', () => {
  it.each([
    ['kill', 'kill kills killing killed'],
    ['stab', 'stab stabs stabbing stabbed'],
    ['watch', 'watch watches watching watched'],
    ['burn', 'burn burned burnt burns burning'],
    ['go', 'go goes going gone went'],
    ['be', 'be am is are was were been being'],
    ['have', 'have has had having'],
    ['do', 'do does did done doing'],
    ['shoot', 'shoot shot shoots shooting'],
    ['hit', 'hit hits hitting'],
    ['beat', 'beat beaten beats beating'],
    ['lie', 'lie lied lying lay lain lies'],
    ['die', 'die died dying dies'],
    ['bury', 'bury buries burying buried'],
    ['destroy', 'destroy destroys destroying destroyed'],
    ['choke', 'choke chokes choking choked'],
    ['see', 'see saw seen sees seeing'],
    ['singe', 'singe singes singing singeing singed'],
    ['smash', 'smash smashes smashing smashed'],
    ['box', 'box boxes boxing boxed'],
    ['regret', 'regret regrets regretting regretted'],
    ['kidnap', 'kidnap kidnaps kidnapping kidnapped'],
    ['visit', 'visit visits visiting visited'],
    ['travel', 'travel travels traveling travelling traveled travelled'],
    ['quit', 'quit quitted quits quitting'],
    ['panic', 'panic panics panicking panicing panicked paniced'],
    ['bow', 'bow bows bowing bowed'],
  ])('of the verb %s are %s', (base, forms) => {
    expect(inflect(base)).toEqual(forms.split(' '));
  });

  it.each([
    ['knife', 'knives'],
    ['wife', 'wives'],
    ['child', 'children'],
    ['woman', 'women'],
    ['gun', 'guns'],
    ['city', 'cities'],
    ['boss', 'bosses'],
    ['tooth', 'teeth'],
    ['thief', 'thieves'],
    ['quiz', 'quizzes'],
  ])('of the noun %s hold %s', (singular, plural) => {
    expect(inflect(singular)).toContain(plural);
  });

  it.each(['knifes', 'childs', 'womans', 'tooths', 'dice', 'haves', 'goed', 'killer'])('never hold %s', (form) => {
    const bases = ['knife', 'child', 'woman', 'tooth', 'die', 'have', 'go', 'kill'];
    expect(bases.flatMap(inflect)).not.toContain(form);
  });

  it('come without repeats, the base first', () => {
    for (const base of ['cut', 'put', 'come', 'run', 'sheep']) {
      const forms = inflect(base);
      expect(forms[0]).toBe(base);
      expect(new Set(forms).size).toBe(forms.length);
    }
  });
});
