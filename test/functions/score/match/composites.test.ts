import { describe, expect, it } from 'vitest';
import type { Within } from '../../../../functions/score/detections/detection.ts';
import { found } from './detections.ts';

const all = (within: Within, ...patterns: string[]): { match_all: { within: Within; patterns: string[] } } => ({
  match_all: { within, patterns },
});

describe('a composite', () => {
  it('within a sentence needs all of its parts in one', () => {
    const detection = all('sentence', 'coming', '(your|the) office');
    expect(found(detection, 'I am coming to your office. Coming soon. Your office.')).toEqual([
      'coming to your office',
    ]);
    expect(found(detection, 'In your office I am coming. I am coming. To your office.')).toEqual([
      'your office i am coming',
    ]);
  });

  it('is found once in each sentence, where its parts are nearest', () => {
    const detection = all('sentence', 'knife', 'you');
    expect(found(detection, 'you have no knife like you. a knife for you')).toEqual([
      'knife like you',
      'knife for you',
    ]);
  });

  it('within a turn joins sentences, and is found once, where its parts are nearest', () => {
    expect(found(all('turn', 'knife', 'you'), 'A knife. Hello. For you. Hello again. A knife for you.')).toEqual([
      'knife for you',
    ]);
    expect(found(all('turn', 'knife', 'gun'), 'A knife. Hello there.')).toEqual([]);
  });

  it('within a number of words counts from the first part to the last', () => {
    expect(found(all(4, 'knife', 'you'), 'knife a b you')).toEqual(['knife a b you']);
    expect(found(all(4, 'knife', 'you'), 'knife a b c you')).toEqual([]);
    expect(found(all(4, 'knife', 'you'), 'knife. a. you')).toEqual(['knife a you']);
    expect(found(all(3, 'knife', 'you'), 'you a knife x x x knife you')).toEqual(['you a knife', 'knife you']);
  });

  it('takes each part as far as it goes within', () => {
    expect(found(all('sentence', 'coming (right now)?', 'office'), 'office. office we are coming right now')).toEqual([
      'office we are coming right now',
    ]);
    expect(found(all(3, 'coming (right now)?', 'office'), 'office coming right now')).toEqual(['office coming']);
  });

  it('may have parts that share words', () => {
    expect(
      found(all('sentence', 'come to @place', 'your office'), 'i come to your office', [
        { name: 'place', why: '', includes: [], members: ['your office'] },
      ]),
    ).toEqual(['come to your office']);
  });

  it('stands beside plain patterns: either is enough', () => {
    const detection = { match: ['bomb'], ...all('sentence', 'knife', 'you') };
    expect(found(detection, 'a bomb. a knife for you')).toEqual(['bomb', 'knife for you']);
  });
});
