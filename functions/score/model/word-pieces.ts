/** The encoder was trained on no longer texts; a passage of 70 words has about 90 pieces. */
export const MOST_PIECES = 128;

const UNKNOWN = '[UNK]';
const BEGIN = '[CLS]';
const END = '[SEP]';
/** Stands before a piece that is not the first of its word. */
const CONTINUED = '##';

/** In the vocabulary the typewriter's quotes stand in words such as `don't`. */
const TYPOGRAPHIC_QUOTES: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"' };
const SEPARATOR = /[\p{Z}\p{Cc}\p{Cf}]/u;
const MARK = /\p{Mn}/u;
/** In ASCII also what Unicode calls a symbol. */
const PUNCTUATION = /[\p{P}$+<=>^`|~]/u;

/** Gives the places in the vocabulary of a text's pieces, at most `MOST_PIECES`, the first and the last of which say that it begins and ends. */
export type WordPieces = (text: string) => number[];

/**
 * Cuts texts as BERT does (uncased; Devlin et al. 2018, after WordPiece of Wu et al. 2016): lower case without marks, punctuation apart,
 * each word as the longest pieces that the vocabulary has, from the left; a word that it cannot make up is one piece, unknown.
 * @throws RangeError where the vocabulary lacks one of the three pieces that stand for no word.
 */
export function createWordPieces(vocabulary: readonly string[]): WordPieces {
  const places = new Map(vocabulary.map((piece, place) => [piece, place]));
  const [unknown, begin, end] = [UNKNOWN, BEGIN, END].map((piece) => {
    const place = places.get(piece);
    if (place === undefined) throw new RangeError(`The vocabulary has no ${piece}.`);
    return place;
  }) as [number, number, number];
  const longest = vocabulary.reduce((most, piece) => Math.max(most, piece.length), 0);

  const piecesOf = (word: string): number[] => {
    const letters = [...word];
    const pieces: number[] = [];
    let from = 0;
    // A word of megabytes would hold the function up, and what is behind so many pieces is not read.
    while (from < letters.length && pieces.length < MOST_PIECES) {
      const before = from === 0 ? '' : CONTINUED;
      let to = Math.min(letters.length, from + longest);
      let place = places.get(before + letters.slice(from, to).join(''));
      while (place === undefined && --to > from) place = places.get(before + letters.slice(from, to).join(''));
      if (place === undefined) return [unknown];
      pieces.push(place);
      from = to;
    }
    return pieces;
  };

  return (text) => {
    const pieces = [begin];
    for (const word of wordsOf(text)) {
      for (const piece of piecesOf(word)) pieces.push(piece);
      if (pieces.length >= MOST_PIECES - 1) break;
    }
    return [...pieces.slice(0, MOST_PIECES - 1), end];
  };
}

function* wordsOf(text: string): Generator<string> {
  const plain = text
    .toLowerCase()
    .replace(/[‘’“”]/g, (quote) => TYPOGRAPHIC_QUOTES[quote] as string)
    .normalize('NFD');
  let word = '';
  for (const letter of plain) {
    if (MARK.test(letter)) continue;
    const apart = PUNCTUATION.test(letter);
    if (!apart && !SEPARATOR.test(letter)) {
      word += letter;
      continue;
    }
    if (word !== '') yield word;
    word = '';
    if (apart) yield letter;
  }
  if (word !== '') yield word;
}
