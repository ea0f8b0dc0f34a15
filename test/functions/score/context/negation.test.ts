import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('a denied act', () => {
  it.each([
    'I would never hurt you.',
    "I'd never hurt anyone, you know that.",
    "I'm not going to kill anyone over a late parcel.",
    'I am not the kind of person who would hurt somebody.',
    'We have no intention of hurting your staff.',
    'Nobody is going to kill you for asking.',
    'I never, ever hurt you.',
    'I will hurt no one.',
    'I swear I would never hit a woman.',
    'Believe me, I would never harm your people.',
    'I refuse to attack your agent personally, she did her best.',
    "I don't come to your house, do I.",
    "You won't regret hiring her.",
    'without killing anyone we should get through this',
    'I did not mean to hurt you.',
    'I will not be coming to your house, send it by post.',
    "Please don't kill yourselves over it.",
    "I dont want to hurt anyone's feelings.",
    "i'm n0t going to hurt you",
    'He does not beat the dog.',
    'I do not know where you live.',
    'I am not interested in killing anyone over this.',
  ])('is no threat: %s', (message) => {
    expect(gravest(message).severity).toBe(0);
    expect(contextsOf(message)).toContain('negation');
  });

  it.each([
    "I'm not going to stop until you are dead.",
    'I will not rest until I have killed you.',
    "Don't think I won't hurt you.",
    "Why shouldn't I kill you?",
    'What makes you think I would not hurt you?',
    "I'm not threatening you, just saying accidents happen.",
    "I'm not threatening you, but I will kill you.",
    'No offence but I hope you die.',
    "I'm a peaceful man but I will hurt you.",
    "I'm not a violent person, but for you I will kill.",
    "I'm not going to hurt you yet.",
    "I won't hurt you if you pay me.",
    "I'm not going to kill you today.",
    "I won't kill you as long as you do what I say.",
    "I can't promise I won't hurt you.",
    'You have no choice but to watch me kill them.',
    "Don't make me hurt you.",
    "You don't want to get hurt, do you.",
    'I would not want anyone to get hurt.',
    'No one has to get hurt.',
    'Never forget that I know where you live.',
    "I can't wait to kill you.",
    'I will not only hurt you but your whole team.',
    "It's not that I like to hurt people, you deserve it.",
    'I could not care less if you die.',
    "There's no way to stop me, I will kill you.",
    'I do not care, I will burn it down.',
    'Not one of you will stop me when I kill him.',
    "No, I'll kill you.",
    'You do not know who you are dealing with, I know where you live.',
    'If you do not refund me I will hurt you.',
    "I'm not joking, I will hurt you.",
    'I will never stop following you.',
    'Nothing will stop me from hurting you.',
    "I won't hesitate to shoot.",
    "I'm not afraid to kill you.",
    'Not a day goes by that I do not think about hurting you.',
  ])('is not what this says: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
    expect(contextsOf(message)).not.toContain('negation');
  });

  it('leaves a warning where the writer only says that they do not want to', () => {
    const left = gravest("I don't want to hurt you.");
    expect(left).toMatchObject({ severity: 2, type: 'implied' });
    expect(left.lowered[0]).toMatchObject({ context: 'negation', fromSeverity: 4, toSeverity: 2 });
  });
});

describe('a wish to die that is refused', () => {
  it.each([
    'I do not want to die.',
    'i dont want to die',
    'i don t want to die',
    "I don't want to die an old maid.",
    "I'm scared, I don't want to die on one of your planes.",
    'I never want to die.',
    "I'll never kill myself.",
    "I won't kill myself over a bank, relax.",
  ])('is only looked at: %s', (message) => {
    expect(gravest(message, { only: 'self-harm' })).toMatchObject({ severity: 1 });
    expect(contextsOf(message)).toContain('negation');
  });

  it.each([
    "I don't want to die, I just want it to stop.",
    "I don't want to die but I can't live like this.",
    'I never wanted to die more than now, I want to die.',
    "It's not that I want to die.",
    "I wish I didn't want to die.",
    "I can't say that I don't want to die.",
    "I don't want to die. I just don't want to be here.",
    "I have taken them. I don't want to die on my own, please someone talk.",
    "I don't want to die exactly.",
    "I took the pills. I don't want to die.",
    "I'll never kill myself, I'm too scared.",
    "I won't kill myself today.",
    "I don't know if I want to die.",
  ])('stays where the other half is earnest: %s', (message) => {
    expect(gravest(message, { only: 'self-harm' }).severity).toBe(3);
  });
});
