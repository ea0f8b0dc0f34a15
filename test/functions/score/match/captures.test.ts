import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../functions/score/detections/detection.ts';
import { detectionOf, lexiconOf, matcherOf, wordsOf } from './detections.ts';
import { plainText } from './plain-text.ts';

const lexicons = [lexiconOf('harm', ['~kill', 'beat up']), lexiconOf('recipient', ['you', 'all of you'])];

/** The captures of each match, as words. */
function captured(patterns: string[] | Partial<Detection>, text: string): Record<string, string>[] {
  const detection = detectionOf(Array.isArray(patterns) ? { match: patterns } : patterns);
  const matches = matcherOf([detection], lexicons).match(plainText(text), { named_target: ['Jane Doe'] });
  return matches.map(({ captures }) =>
    Object.fromEntries(Object.entries(captures).map(([name, range]) => [name, wordsOf(text, range)])),
  );
}

describe('what a match captures', () => {
  it('is the part of the threat that its words are', () => {
    expect(captured(['{actor: (i|we)} will {act: @harm} {target: @recipient}'], 'We will beat up all of you')).toEqual([
      { actor: 'we', act: 'beat up', target: 'all of you' },
    ]);
    expect(captured(['will {act: @harm} {target: @recipient}'], 'will kill Jane Doe')).toEqual([
      { act: 'kill', target: 'jane doe' },
    ]);
  });

  it('leaves out what the text does not have', () => {
    expect(captured(['kill you {time: tonight}?'], 'kill you. kill you tonight')).toEqual([{}, { time: 'tonight' }]);
    expect(captured(['kill you {time: tonight?}'], 'kill you')).toEqual([{}]);
  });

  it('holds more than one word, optional ones and gaps', () => {
    expect(captured(['{condition: (if|unless) you ..3 pay} i kill'], 'if you do not ever pay i kill')).toEqual([
      { condition: 'if you do not ever pay' },
    ]);
  });

  it('is the earlier alternative where both would do, and the nearer word behind a gap', () => {
    expect(captured(['({act: kill} {target: you ...}|{means: kill you} ... ) now'], 'kill you right now')).toEqual([
      { act: 'kill', target: 'you right' },
    ]);
    expect(captured(['kill ... {target: you} ... now'], 'kill you and you now')).toEqual([{ target: 'you' }]);
  });

  it('nests', () => {
    expect(captured(['{preparation: bought {means: (a gun|rope)}}'], 'i bought rope')).toEqual([
      { preparation: 'bought rope', means: 'rope' },
    ]);
  });

  it('comes from all parts of a composite', () => {
    const detection = {
      match_all: {
        within: 'sentence' as const,
        patterns: ['{act: coming} {time: (at # pm|today)}?', '{place: your office}'],
      },
    };
    expect(captured(detection, 'coming at 5 pm to your office')).toEqual([
      { act: 'coming', place: 'your office', time: 'at 5 pm' },
    ]);
  });

  it('says which pattern it was', () => {
    const detections = [
      detectionOf({ match: ['bomb', 'kill you'] }),
      detectionOf({ id: 'b', match_all: { within: 'turn', patterns: ['kill', 'you'] } }),
    ];
    const matches = matcherOf(detections).match(plainText('kill you'));
    expect(matches.map(({ detection, pattern }) => [detection.id, pattern])).toEqual([
      ['threat/implied/example', 1],
      ['b', undefined],
    ]);
  });
});
