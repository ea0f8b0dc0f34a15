import { describe, expect, it } from 'vitest';
import { feelsThreatened, reportedSpeech, tellsOfAct } from '../../../functions/ingest/reported-speech.ts';

const speech = (text: string): string[] =>
  reportedSpeech(text, (name) => name === 'Ruth').map(({ start, end }) => text.slice(start, end));

describe("a reporter's account", () => {
  it.each([
    ["He said he'd be waiting outside.", ["he'd be waiting outside"]],
    ['She told me "I know what car you drive" and hung up.', ['I know what car you drive']],
    ['The caller then threatened to shoot everyone. I hung up.', ['threatened to shoot everyone']],
    ['Mr. Voss kept saying: ‘you’ll see me soon’', ['you’ll see me soon']],
    ['Mr. St. John warned us that it would burn.', ['it would burn']],
    ["Customer said 'don't walk home alone tonight'.", ["don't walk home alone tonight"]],
    ['She told me she would find out where I live.', ['she would find out where I live']],
    ["Called twice today, said that I'd regret it.", ["I'd regret it"]],
    ['Was screaming that he will burn the place down.', ['he will burn the place down']],
    ['He was on the line for an hour, yelling that we will all pay.', ['we will all pay']],
    ["He called back and told me he'd be at my door.", ["he'd be at my door"]],
    ["He'd be waiting by my car, he said.", ["He'd be waiting by my car"]],
    ['The caller warns that it will burn.', ['it will burn']],
    ['I think he said he would come back.', ['he would come back']],
    ['I asked him to leave, and he told me that I would be sorry.', ['I would be sorry']],
  ])('gives the words of the person: %s', (text, expected) => {
    expect(speech(text)).toEqual(expected);
  });

  it.each([
    'I told him that we would call the police.',
    'I said "please calm down, sir" and waited.',
    'Ruth said that she would call the police.',
    'I felt threatened when I read it.',
    'He asked for me at the desk.',
    'I think he might come back.',
    "I'm worried that he will wait for me.",
    'I hung up and said that we would call the police.',
    'Security told me that he had left the building.',
    'My manager said we should close the account.',
    'Ruth came over and told him that he had to leave.',
    'I was shouting that he should get out.',
    'The account was closed yesterday.',
  ])("leaves the employees' words out: %s", (text) => {
    expect(speech(text)).toEqual([]);
  });

  it.each([
    'I felt really threatened.',
    "I'm scared of him.",
    'It made me feel unsafe.',
    'He frightened me.',
    'We were honestly afraid',
    'I fear for my kids',
  ])('says that the reporter felt threatened: %s', (text) => expect(feelsThreatened(text)).toBe(true));

  it.each(['He was scared of the dog.', 'I was glad to help.', 'They felt fine about it.'])('does not: %s', (text) =>
    expect(feelsThreatened(text)).toBe(false),
  );

  it('tells of acts without words', () => {
    expect(tellsOfAct('Then he threw the chair and stared at me.')).toBe(true);
    expect(tellsOfAct('He signed the form and left.')).toBe(false);
  });

  it('takes time that grows with the text, and no faster, on text made of opening marks', () => {
    const text = 'He said “'.repeat(20_000);
    expect(reportedSpeech(text).length).toBeGreaterThanOrEqual(0);
  });
});
