import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe("someone else's words and deeds", () => {
  it.each([
    ['He said he would kill me.', 'reported-speech'],
    ['My ex told me he is going to shoot me if I leave.', 'reported-speech'],
    ['My landlord threatened to burn my house down.', 'reported-speech'],
    ['Your agent told me "you will regret this".', 'reported-speech'],
    ['Your driver said he would beat me up.', 'reported-speech'],
    ['You said you would hurt me.', 'reported-speech'],
    ['"I will kill you", he told me.', 'reported-speech'],
    ['"You will regret this" is what your representative said to me.', 'reported-speech'],
    ['Darren told me he would stab me.', 'reported-speech'],
    ['The man next door keeps yelling that he is going to hurt us.', 'reported-speech'],
    ['My ex wants to kill me and I need a new number.', 'victim-account'],
    ['Someone is watching me through the camera you sold me.', 'victim-account'],
    ['I was attacked in your car park last night.', 'victim-account'],
    ['My husband beats me, can I have an account of my own?', 'victim-account'],
    ['I am afraid that he will hurt my daughter.', 'victim-account'],
    ['You are killing my business with these fees.', 'idiom'],
    ['Your security guard hit me.', 'victim-account'],
    ['Your agent called me a stupid cow.', 'victim-account'],
    ['She made me feel like an idiot.', 'victim-account'],
    ['They treat us like idiots.', 'victim-account'],
    ['My ex said he would burn down my shop.', 'reported-speech'],
    ['He said he will shoot me and everyone in my house.', 'reported-speech'],
  ])("are not the writer's threat: %s", (message, context) => {
    expect(gravest(message).severity).toBe(0);
    expect(contextsOf(message)).toContain(context);
  });

  it.each([
    'He said he would kill you.',
    'My husband says he is coming to your house.',
    'My brothers told me they will beat you all.',
    'He told me to tell you that you will regret this.',
    'I said I would kill you and I meant it.',
    'I told you I will hurt you.',
    'I swear to God, I told your manager I will kill him.',
    'Someone told me there is a bomb in your lobby and it will explode.',
    'My son says he wants to kill himself.',
    'She said she wants to die.',
    'We all say you should be shot.',
    'My father wants to kill the clerk who did this.',
    'My friends will hurt your family.',
    '"I will kill you" is all I have to say to you.',
    'You made me do this, I will kill you.',
    'You told me to wait so now I will hurt you.',
    'They say revenge is sweet, I will kill you.',
    'As my father said, an eye for an eye: I will kill you.',
    'Your manager told me no, so I am going to burn it down.',
    'You call me an idiot again and I will hurt you.',
    'People like you get hurt, everyone says so.',
    "My ex husband is coming to your branch on Monday and he says he'll shoot everyone.",
    'My husband told me he will kill Dana if she does not approve the loan.',
    'He told me he is going to stab Ashworth on Friday.',
    "A man called and said he'll blow up the depot at six.",
    'My brother told me he is going to stab the ticket inspector tonight.',
    'My son says that he will burn down your shop.',
    'A man in the queue said he would shoot whoever is in this office tomorrow.',
  ])('do not hide this: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });

  it("is the subject's speech where an employee wrote it down", () => {
    const asReported = { standing: 'as-reported', speaker: 'subject' } as const;
    expect(gravest('He said he would be waiting outside.', asReported).severity).toBe(3);
    expect(gravest('He said he would kill me.', asReported).severity).toBe(4);
    expect(gravest('He told me "you will regret this".', asReported).severity).toBe(2);
    expect(gravest('He hit the counter and said he would hurt us.', asReported).severity).toBe(4);
    expect(gravest('He said he would not hurt anyone.', asReported).severity).toBe(0);
    expect(gravest('He said the wait was killing him and he is killing time.', asReported).severity).toBe(0);
  });

  it('keeps a low signal where one third person is said to threaten another', () => {
    const left = gravest('My son said he would kill his brother.');
    expect(left).toMatchObject({ severity: 1, type: null });
    expect(gravest('My neighbor is going to kill his wife.')).toMatchObject({ severity: 1, type: null });
    expect(gravest('My neighbor is going to kill your driver.').severity).toBe(4);
  });
});

describe('a quotation', () => {
  it.each([
    'The sign reads "shoplifters will be shot", is that legal?',
    'I ordered the film "Kill them all" and got another.',
    'The error message says "process was killed by the kernel".',
    'Your ad with the slogan "You will regret missing it" is silly.',
    'The book is called “Murder at the Vicarage”.',
  ])('of a title, a sign or a message is none of the writer: %s', (message) => {
    expect(gravest(message).severity).toBe(0);
  });

  it.each([
    'As they say, "accidents happen".',
    'I only have "I will kill you" to say.',
    'You\'ll "regret" this.',
    'Read my lips: "you will be sorry".',
  ])('that the writer makes their own stays: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });
});
