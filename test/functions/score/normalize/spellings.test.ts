import { describe, expect, it } from 'vitest';
import { normalizeWords } from '../../../../functions/score/normalize/normalize.ts';
import { wordsOf } from './words.ts';

describe('short spellings and contractions', () => {
  it.each([
    ["You're late and I'll wait, don't you think?", 'you are late and i will wait do not you think'],
    ["won't can't cannot shan't ain't", 'will not can not can not shall not is not'],
    ["I ain't, you ain't", 'i am not you are not'],
    ['You’re late, don’t', 'you are late do not'],
    ['dont wont cant youre theyre im ive', 'do not will not can not you are they are i am i have'],
    ["let's see, that's it, he's here, what's up", 'let us see that is it he is here what is up'],
    ["I'd've told you'd better", 'i would have told you had better'],
    ["my mother's house, the boss's car, customers' money", 'my mother house the boss car customers money'],
    ["somebody's going to get hurt at somebody's house", 'somebody is going to get hurt at somebody house'],
    ["your time's up, the clock's ticking", 'your time is up the clock is ticking'],
    ["y'all 'bout to die, get 'em", 'you all about to die get them'],
    ["five o'clock, ma'am", 'five oclock maam'],
    ['u r dead', 'you are dead'],
    ['ur car', 'your car'],
    ['ur dead, ur going down, ur a dead man', 'you are dead you are going down you are a dead man'],
    ['your gonna regret this', 'you are going to regret this'],
    ['your dead mother', 'your dead mother'],
    ['gonna wanna gotta gimme lemme', 'i am going to want to got to give me let me'],
    ['ima kill u', 'i am going to kill you'],
    ['ill find you', 'i will find you'],
    ['I was ill and I am ill today', 'i was ill and i am ill today'],
    ['terminally ill', 'terminally ill'],
    ['id kill for that', 'i would kill for that'],
    ['my id like yours', 'my id like yours'],
    ['lets see', 'let us see'],
    ['going 2 kill u 4 real', 'i am going to kill you for real'],
    ['2 seats 4 people', '2 seats 4 people'],
    ['kms', 'kill myself'],
    ['20 kms away', '20 kms away'],
    ['kys', 'kill yourself'],
    ['b4 2morrow 2nite', 'before tomorrow tonight'],
    ['comin for you, watchin', 'coming for you watching'],
    ['tommorow at ur appartment', 'tomorrow at your apartment'],
    ['I will murdr and strangel', 'i will murder and strangle'],
    ['suicde threat, harrasment', 'suicide threat harassment'],
    ['your neighbourhood and tyres', 'your neighborhood and tires'],
    ['U R DEAD', 'you are dead'],
    ['Mr. R. Smith', 'mr r smith'],
    ['don t you re i m it s', 'do not you are i am it is'],
    ["you 'll die and you ' re dead", 'you will die and you are dead'],
    ['don\ufffdt', 'do not'],
    ['don\u0092t', 'do not'],
    ['3pm, 5:30pm, 5 p.m.', '3 pm 5:30 pm 5 pm'],
    ['bc u lied', 'because you lied'],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  it('are the same for the words of a pattern', () => {
    expect(normalizeWords("don't")).toEqual(['do', 'not']);
    expect(normalizeWords('ur')).toEqual(['your']);
    expect(normalizeWords('a taste of')).toEqual(['a', 'taste', 'of']);
    expect(normalizeWords('ill')).toEqual(['ill']);
    expect(normalizeWords('')).toEqual([]);
  });
});
