import { describe, expect, it } from 'vitest';
import type { Category } from '../../../functions/contracts/vocabulary.ts';
import { goesALawfulWay } from '../../../functions/score/lawful-way.ts';
import { contactWith } from './identity/contacts.ts';

const isLawful = (text: string, categories: Category[] = ['ultimatum']) =>
  goesALawfulWay(contactWith(text), categories);

describe('A lawful way is held out by', () => {
  it.each([
    'You leave me no choice. I will see you in court, Dana.',
    'You leave me no choice, so I will take this to the financial ombudsman on Monday.',
    'You leave me no choice, and I will not hesitate to take legal action.',
    'My patience is at an end. You will hear from my solicitor.',
    'I am done asking. My lawyer will write to you from now on.',
    'The time for talk is over: I am filing a formal complaint with the CFPB.',
    'You leave me no choice but to start legal proceedings.',
    'I have no choice left. I am going to the press and to the regulator.',
    'This is my last letter. I’m suing the bank.',
    'You leave me no other way than small claims, so I shall be taking you to\nthe small claims court.',
  ])('%s', (text) => {
    expect(isLawful(text)).toBe(true);
  });
});

describe('No lawful way is held out by', () => {
  it.each([
    'You leave me no choice.',
    'I will not go to court this time. You leave me no choice.',
    'I won’t be suing you. You leave me no choice.',
    'Forget the courts. You leave me no choice.',
    'I will see you in court, or I will see you where you park.',
    'I went to the ombudsman and the courts have failed me. You leave me no choice.',
    'No lawyer can help you now. You leave me no choice.',
    'I was going to sue you. But I will take this into my own hands.',
    'I wrote to the regulator in May. There is nothing left to say.',
    'The police will not protect you. You leave me no choice.',
    '> I will see you in court.\nYou leave me no choice.',
  ])('%s', (text) => {
    expect(isLawful(text)).toBe(false);
  });

  it('one beside which a threat was found', () => {
    expect(isLawful('I will see you in court, and then I will find you.', ['ultimatum', 'approach'])).toBe(false);
  });
});
