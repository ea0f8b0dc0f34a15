import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCloseWeights } from '../../../../functions/score/model/close-weights.ts';
import { createWordPieces, MOST_PIECES } from '../../../../functions/score/model/word-pieces.ts';

const vocabulary = readCloseWeights(readFileSync('rules/model/close-encoder.bin')).vocabulary();
const piecesOf = createWordPieces(vocabulary);
const BEGIN = 101;
const END = 102;

/** The pieces themselves, without those that say that the text begins and ends. */
const cut = (text: string): string =>
  piecesOf(text)
    .slice(1, -1)
    .map((place) => vocabulary[place])
    .join(' ');

describe('A text in word pieces', () => {
  it('has each word as the longest pieces from the left', () => {
    expect(cut('unaffable antidisestablishmentarianism')).toBe(
      'una ##ffa ##ble anti ##dis ##est ##ab ##lish ##ment ##arian ##ism',
    );
  });

  it('is in lower case and without marks, however they are written', () => {
    expect(cut('CAFÉ cafe\u0301 İstanbul')).toBe('cafe cafe istanbul');
  });

  it('has punctuation and the signs of ASCII apart', () => {
    expect(cut('re-send: a$b^c`d|e~f')).toBe('re - send : a $ b ^ c ` d | e ~ f');
  });

  it('has the quotes of typography as those of a typewriter', () => {
    expect(cut('“don’t”')).toBe(cut('"don\'t"'));
    expect(cut('“don’t”')).toBe('" don \' t "');
  });

  it('parts words at spaces of every kind, control characters and what has no width', () => {
    expect(cut('you are\u200bhere\u2028now\x1fgo\u00a0on')).toBe('you are here now go on');
  });

  it('has one unknown piece for a word that no pieces make up', () => {
    expect(cut('see qzxqzx☃☃ now')).toBe('see [UNK] now');
  });

  it('never has the pieces that stand for no word, though it spells them', () => {
    expect(cut('[SEP] [PAD]')).toBe('[ sep ] [ pad ]');
  });

  it('begins and ends though there is nothing between', () => {
    expect(piecesOf(' \t\n')).toEqual([BEGIN, END]);
  });

  it('is cut off where it is too long, within a word too', () => {
    for (const text of ['word '.repeat(400), 'x'.repeat(300)]) {
      expect(piecesOf(text)).toHaveLength(MOST_PIECES);
      expect(piecesOf(text).at(-1)).toBe(END);
    }
  });

  it('is found of one word of a million letters, which would take hours if all of its beginnings were tried', () => {
    expect(piecesOf('x'.repeat(1e6))).toHaveLength(MOST_PIECES);
  });

  it('is, of any characters at all, a few places of the vocabulary between begin and end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const pieces = piecesOf(text);
        expect(pieces.length).toBeLessThanOrEqual(MOST_PIECES);
        expect(pieces.every((place) => vocabulary[place] !== undefined)).toBe(true);
        expect([pieces[0], pieces.at(-1)]).toEqual([BEGIN, END]);
      }),
    );
  });

  it('may hold half a character', () => {
    expect(cut('a \ud83d b')).toBe('a [UNK] b');
  });

  it('needs a vocabulary that can say what begins, ends and is unknown', () => {
    expect(() => createWordPieces(['[UNK]', '[CLS]', 'word'])).toThrow('The vocabulary has no [SEP].');
  });
});
