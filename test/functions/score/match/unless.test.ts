import { describe, expect, it } from 'vitest';
import { found, lexiconOf } from './detections.ts';

const lexicons = [lexiconOf('food', ['menu', 'new menu'])];

describe('unless', () => {
  it('cancels the match that it overlaps, and no other', () => {
    const detection = { match: ['a taste of'], unless: ['taste of ..2 @food'] };
    expect(found(detection, 'a taste of our menu and a taste of pain', lexicons)).toEqual(['a taste of']);
    expect(found(detection, 'a taste of our new menu', lexicons)).toEqual([]);
  });

  it('cancels what it contains and what contains it', () => {
    expect(found({ match: ['kill'], unless: ['to kill the process'] }, 'how to kill the process')).toEqual([]);
    expect(found({ match: ['kill ... process'], unless: ['the'] }, 'kill the process')).toEqual([]);
  });

  it('does not cancel what stands right beside it', () => {
    expect(found({ match: ['kill you'], unless: ['for fun'] }, 'kill you for fun')).toEqual(['kill you']);
  });

  it('leaves the longest part of a match that it does not overlap', () => {
    const detection = { match: ['kill you ... (tonight|demo)?'], unless: ['the demo'] };
    expect(found(detection, 'kill you in the demo')).toEqual(['kill you']);
  });

  it('begins and ends where a sentence does, as any pattern', () => {
    expect(found({ match: ['kill you'], unless: ['kill you // just kidding'] }, 'kill you. just kidding')).toEqual([]);
    expect(found({ match: ['kill you'], unless: ['^ kill'] }, 'kill you. i kill you')).toEqual(['kill you']);
  });

  it('takes a composite’s parts out of the sentence it shares with them', () => {
    const detection = {
      match_all: { within: 'turn' as const, patterns: ['on my way', 'your office'] },
      unless: ['~deliver'],
    };
    expect(found(detection, 'On my way. Is your office open?')).toEqual(['on my way is your office']);
    expect(found(detection, 'On my way to deliver it. Is your office open?')).toEqual([]);
    expect(found(detection, 'On my way. Is your office open? I deliver it')).toEqual(['on my way is your office']);
  });
});
