import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('a question', () => {
  it.each([
    'Are you going to kill my contract or not?',
    'Will you cut my line if I pay late?',
    'Are you going to destroy my records?',
    'Does your insurance cover it if someone is shot in the shop?',
    'Is a gun allowed in checked luggage under your policy?',
    'Is he going to hurt me?',
    'Are you trying to hurt me?',
  ])('of what the company or others do is asked, not threatened: %s', (message) => {
    expect(gravest(message).severity).toBe(0);
  });

  it.each([
    'What if I came to your house?',
    'Do you want to die?',
    'Do you want me to hurt you?',
    'How would you like it if I hurt your children?',
    'Have you ever been hit in the face?',
    'Who would miss you if you were dead?',
    'Do you know what I did to the last man who lied to me, I killed him?',
    'Should I come to your house and ask there?',
    'Will you be at the desk tomorrow when I shoot?',
    'Why do I have to hurt you before you listen?',
    'Did you think I would not come to your home?',
  ])('can be a threat: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });
});

describe('loss and illness', () => {
  it.each([
    'My husband died in March and I need to close his account.',
    'Cancer is killing her and we need the refund for the flights.',
    'My mother is dying and I have to fly home today.',
    'Our son was hurt in a car accident on your road.',
    'The account holder is dead, what papers do you need?',
    'He died of covid in your care home.',
    'My late wife suffered and died of leukemia.',
    'Please send the death certificate form, my father is dead.',
    'My dog choked and died after eating your treats.',
    'My grandmother was burned when the heater fell over.',
  ])('is not a threat: %s', (message) => {
    expect(gravest(message).severity).toBe(0);
    expect(contextsOf(message)).toContain('bereavement');
  });

  it.each([
    'I hope your husband dies.',
    'Your mother will die of cancer and I will laugh.',
    'My husband died because of you and now you die.',
    'My father died in your hospital, so I will kill the doctor.',
    'It would be a shame if your wife was hurt.',
    'If your son died you would understand.',
    'People have died for less than what you did.',
    'I wish your kids had been killed in that accident.',
    'Since my wife died I have nothing left and I will shoot you all.',
  ])('does not hide this: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });
});

describe('news and fiction', () => {
  it.each([
    'I read in the paper that two people were shot near your branch.',
    'The movie where they kill the dog was not on the list.',
    'In the second episode she strangles him, then the stream stops.',
    'The news said that soldiers attacked the town, is the flight still on?',
    'Chapter 4 of the audiobook, in which he dies, is missing.',
  ])('is told, not threatened: %s', (message) => {
    expect(gravest(message).severity).toBe(0);
  });

  it.each([
    'I will kill you like in that movie.',
    'You will be shot and it will be in the paper.',
    'You will read about it in the news when I shoot them.',
    'It will end like the film, with all of you dead.',
    'I saw the news and I will hurt you for it.',
  ])('can be the model of a threat: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });
});

describe('a story of long ago', () => {
  it.each([
    'When I was a kid my brother shot rats in the barn.',
    'Years ago a man attacked the old postmaster in our village.',
    'Back in the army they shot at us every day.',
  ])('is kept low: %s', (message) => {
    expect(gravest(message).severity).toBeLessThanOrEqual(1);
  });

  it.each([
    'Years ago I killed a man and I will kill again.',
    'I hurt the last clerk who lied to me.',
    'Last week I followed you home.',
    'When I was in the army I killed better people than you.',
    'I shot a man years ago, remember that when you answer.',
  ])('that reaches to now stays: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });
});

describe('an apology', () => {
  it.each([
    'I am sorry I said I would kill him.',
    'I apologize for saying that I hope you die.',
    'I should not have said I would hurt anyone.',
    'I did not mean it when I said I would burn the place.',
    'I take back what I said about coming to your house.',
  ])('for words keeps them at abuse: %s', (message) => {
    expect(gravest(message).severity).toBeLessThanOrEqual(1);
    expect(contextsOf(message)).toContain('apology');
  });

  it.each([
    'Sorry, but I will kill you.',
    'You will be sorry.',
    'I am sorry that I have to hurt you.',
    'I am not sorry I said I would kill you.',
    'Apologize or I will hurt you.',
    'I am sorry I said I would wait, I will kill you now, next time you call.',
  ])('is not this: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });
});

describe('a condition', () => {
  it.each([
    'If you do not refund me I will kill you.',
    'Refund me or I will hurt you.',
    'Unless I hear from you by Friday I will burn it down.',
    'Next time you hang up I will shoot you.',
  ])('makes a direct threat an implied one and lowers nothing: %s', (message) => {
    const left = gravest(message);
    expect(left).toMatchObject({ severity: 4, type: 'implied', confidence: 1 });
    expect(left.lowered).toEqual([
      { context: 'conditional', why: 'The threat is tied to a condition.', fromSeverity: 4, toSeverity: 4 },
    ]);
  });

  it('is not seen where there is none', () => {
    expect(gravest('I will kill you.')).toEqual({
      id: 'threat/direct/harm',
      severity: 4,
      type: 'direct',
      lowered: [],
      confidence: 1,
    });
  });
});

describe('self-harm', () => {
  it.each([
    "I'll kill myself if this app crashes again.",
    'This hold music makes me want to kill myself lol',
    'If I hear that menu one more time I will shoot myself.',
    'Just shoot me now, this form has nine pages.',
    'Your captcha makes me want to die.',
    'haha I want to die of embarrassment',
    "I'd rather shoot myself than wait on hold again.",
    'I could kill myself for forgetting my PIN.',
  ])('as a figure of speech stays at routine review: %s', (message) => {
    const left = gravest(message, { only: 'self-harm' });
    expect(left.severity).toBe(1);
    expect(left.lowered.map(({ context }) => context)).toContain('self-harm-idiom');
  });

  it.each([
    'I want to die.',
    'He will hang himself when the call finishes, he says he takes his own life.',
    'I am going to kill myself tonight.',
    "If you don't give me my money I'll kill myself.",
    'You are taking my house, I will hang myself in it.',
    'Every time you call about the debt I want to die.',
    'I will kill myself and it will be your fault lol',
    'My daughter says she wants to die.',
    'Since my husband died I want to die.',
    'Nobody would notice if I kill myself.',
    'I can not kill myself while my mother is alive.',
    'lol how much ibuprofen would it take to kill myself',
    'I never wanted to kill myself more than now.',
    "I don't want to die, I just want it to stop.",
    'Inside I have this pain, I want to die.',
    'I cannot go on, this app was all I had, I want to die.',
    'I have the pills here, I am going to kill myself, and your hold music plays.',
    'I would rather kill myself than live like this.',
    'I could kill myself for what I did to them.',
    'I would rather hang myself than wait on hold again, and I have the rope here.',
  ])('in earnest is not lowered: %s', (message) => {
    expect(gravest(message, { only: 'self-harm' }).severity).toBe(3);
  });

  it('never falls below routine review, whatever the context', () => {
    expect(gravest('I would never kill myself.', { only: 'self-harm' }).severity).toBe(1);
    expect(gravest('My doctor said "I want to die" is what many patients say.').severity).toBeGreaterThanOrEqual(1);
  });
});
