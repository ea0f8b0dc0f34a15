import type { Context, Finding } from './context.ts';
import { isRivalry } from './rivalry.ts';
import type { Scene } from './scene.ts';

/** A tongue put out. A wink is left out on purpose: it is how a threat is underlined. */
const TONGUE = /(?:^|\s)[:=]-?[pP](?![\p{L}\p{N}])/u;
/** It stands right behind the words that it is about; these are characters. */
const BESIDE = 5;

/** Blunter than this, no face takes it back. */
const MOST_SEVERE = 2;

/**
 * "You better run :-P": teasing between people who know each other, as far as one can tell from a face. Never below routine review, since a
 * face is easily added; never for what is said outright or wished, for a place, a home or a time, which are read as they stand.
 * The words of one team to another are teasing too, however blunt.
 */
export const banter: Context = {
  name: 'banter',
  alsoAsReported: false,
  weigh(scene: Scene): Finding | null {
    if (isRivalry(scene)) {
      return { why: 'One team says it to another, of a contest that the text speaks of.', atMost: 1, type: null };
    }
    const { match, text, original } = scene;
    const { category, severity, type } = match.detection;
    if (category !== 'violence-recipient') return null;
    if (type !== 'implied' || severity > MOST_SEVERE || match.captures.place || match.captures.time) return null;
    const last = text.tokens[match.last - 1];
    if (last === undefined || !TONGUE.test(original.slice(last.start - BESIDE, last.end + BESIDE))) return null;
    return { why: 'A tongue is put out right behind it, as in teasing; a person still looks at it.', atMost: 1 };
  },
};
