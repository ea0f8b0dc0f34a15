import { describe, expect, it } from 'vitest';
import { contextsOf, gravest } from './weigh.ts';

describe('a figure of speech', () => {
  it.each([
    'These shoes are killing me.',
    'My feet are killing me after that queue.',
    'I could kill for a coffee right now.',
    "I'd kill for one of those seats.",
    'Please shoot me an email when it is done.',
    "I'll shoot you a text.",
    'Can you shoot over the invoice?',
    'I hope I do not bomb this interview.',
    'She looked drop dead gorgeous in your dress.',
    'I am dead tired of waiting.',
    'I am dying to know when it ships.',
    'We were just killing time at the gate.',
    "It wouldn't kill you to answer the phone.",
    'My wife is going to kill me if the ring is late.',
    'We broke the bank for this cruise.',
    'Break a leg at the launch tomorrow!',
    'The ad campaign is killing it.',
    'You are beating a dead horse.',
    'Let me take another stab at it.',
    'You hit me with a late fee.',
    'Hit me up when you are back in the office.',
    'He beat me to it.',
    'I am going to hang up now.',
    'Just hang in there.',
    'I bit the bullet and ordered two.',
    'Do not jump the gun with the announcement.',
    'We stick to our guns on price.',
    'You guys crushed it.',
    'I have a splitting, stabbing pain in my side since the operation.',
    'That cuts the cost and cuts corners.',
    'Your prices are to die for, I mean the cakes.',
    'You people stabbed me in the back.',
    'I died laughing at your advert.',
    'The sauce is the bomb.',
  ])('means no harm: %s', (message) => {
    expect(gravest(message).severity).toBe(0);
    expect(contextsOf(message)).toContain('idiom');
  });

  it.each([
    'I am going to kill you.',
    'I could kill you for this.',
    "I'd kill for money and I'd kill you for nothing.",
    'I will shoot you and your email.',
    'I will shoot you in the head.',
    'Drop dead.',
    'You are dead.',
    'You are a dead man walking.',
    'I will bomb the branch.',
    'I will bomb your office before the interview.',
    'Over my dead body, or yours.',
    'I will stab you in the neck.',
    'I will hang you from your own sign.',
    'I am going to hit you so hard.',
    'I will beat you with a bat.',
    'I will break your legs.',
    'I will cut you.',
    'You will all die for what you did.',
    'I am dying and I will take you with me.',
    'I will crush your skull.',
    'I will bury you.',
    'My wife is going to kill you.',
    'I hope you choke on it and die.',
  ])('is not what this is: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });
});

describe('trade talk', () => {
  it.each([
    'How do I kill the process on your server?',
    'The update killed my phone.',
    'The app keeps crashing and dying.',
    'My battery died after an hour.',
    'I ordered a gun safe and it arrived scratched.',
    'The knife set came without the block.',
    'Is the bread knife dishwasher safe?',
    'I would like to return the hunting rifle I bought last week.',
    'Does this spray kill ants?',
    'This killed all the weeds in the lawn.',
    'In the game the boss kills me every time.',
    'You have to shoot the zombies in level 3 of the game.',
    'Please destroy my old card.',
    'I want to cut my subscription.',
    'Cancelling would hurt my credit score.',
    'The hammer I ordered has a loose handle.',
    'Can I pack a knife in my checked luggage?',
    'The washer is dead.',
  ])('is of things: %s', (message) => {
    expect(gravest(message).severity).toBe(0);
    expect(contextsOf(message)).toContain('product');
  });

  it.each([
    'I will kill you over this app.',
    'Next person to pick up this phone dies.',
    'Whoever answers your phone is dead.',
    'I will destroy you like my old card.',
    'I bought a gun today, see you tomorrow.',
    'I have a rifle and I know where you live.',
    'I will bring my knife to the office.',
    'If the app dies again I will hurt you.',
    'Your server will die and then you die.',
    'I am going to shoot up the lobby.',
    'I will poison you like rats.',
    'I will blow up the plant.',
    'I will smash your car windows.',
    'I will burn your house.',
    'I will cut the brakes on your car.',
    'This is no game, I will kill you.',
  ])('is not what this is: %s', (message) => {
    expect(gravest(message).severity).toBeGreaterThanOrEqual(2);
  });
});

describe('an insult', () => {
  it.each([
    ['Your app is garbage.', 'insult-at-thing'],
    ['This website is useless.', 'insult-at-thing'],
    ['What a stupid policy.', 'insult-at-thing'],
    ['I hate this stupid captcha form.', 'insult-at-thing'],
    ['It is so dumb that I have to call.', 'insult-at-thing'],
    ['I feel like an idiot for asking.', 'self-deprecation'],
    ['Sorry, I am such a moron.', 'self-deprecation'],
    ['Am I stupid or is the link missing?', 'self-deprecation'],
  ])('at no person is a complaint: %s', (message, context) => {
    expect(gravest(message).severity).toBe(0);
    expect(contextsOf(message)).toContain(context);
  });

  it.each([
    'You are garbage.',
    'Your stupid agents cannot read.',
    'You stupid moron, fix your app.',
    'You are useless and so is the app.',
    'Are you stupid?',
    'Why are your staff so dumb?',
    'I am not an idiot, you are an idiot.',
    'What a pathetic woman you have at the desk.',
  ])('at a person stays: %s', (message) => {
    expect(gravest(message).severity).toBe(1);
  });
});
