/** Function words: they make up a third of any running text and hardly occur in another language's. */
const ENGLISH = words(
  'the of and to in is you that it he was for on are as with his they i at be this have from or had by but what we when your can said there an each which she do how their if will about then them would so these her him has me my not no our out up who just all get got one like know dear please thanks hi hello am been dont im',
);
const OTHERS: readonly ReadonlySet<string>[] = [
  words(
    'te voy eres mi tu ti él soy tengo nunca ella nosotros puedo sé el la los las de que y en un una por con para no se su al lo como más pero sus le ya este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante usted está',
  ),
  words(
    'tu te je vais ton ta tes moi toi suis j ai sais il elle le la les de des et un une du en que qui dans pour pas au sur se ce il est sont avec vous nous je ne plus par mais ou votre été cette aux ont elle tout',
  ),
  words(
    'um bringe werde wirst du bist dich mir dein deine mein bin habe weiß wo dir der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei ich wir ihr uns aber oder wie wenn noch mich',
  ),
  words(
    'ti tu sei ho tuo tua so dove noi voi il lo la gli le di che e un una per con non si da in del della dei sono come anche ma più questo nel alla ci ha io mi essere stato',
  ),
  words(
    'te vou sei onde tu teu tua estou meu o os as de que e do da em um uma para com não se na por mais dos como mas ao das à seu sua ou quando muito nos já eu também pelo até isso ela você',
  ),
  words(
    'jou jouw mijn ben bent waar weet de het een en van in is dat op te met voor niet zijn er aan om ook als bij nog maar dan naar ik hij heeft wordt uit door wij je deze',
  ),
  words(
    'och i att det som en på är av för med till den har de inte om ett men var jag från vi så kan när du han nu hon',
  ),
  words('i w na z się nie do to że jest o jak po co tak za od przez ale jego dla są pan pani czy tego już'),
];

/** Words that other languages have too: "in an" is German, "come" Italian, "over" Dutch. They say nothing of theirs. */
const ALSO_ENGLISH = words(
  'a an over come per more time die far want son sale mine van men sin os mi ton bin ben pull plus sur',
);
const ONLY_OTHERS = OTHERS.map(
  (other) => new Set([...other].filter((word) => !ENGLISH.has(word) && !ALSO_ENGLISH.has(word))),
);
/** Words that are English and none of the others': "no" and "me" say nothing. */
const ONLY_ENGLISH = new Set([...ENGLISH].filter((word) => !OTHERS.some((other) => other.has(word))));
function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** How much of what was said is in a language that the detections do not cover; null where none is plainly so. */
export type Uncovered = 'whole' | 'part' | null;

/** More of one contact says no more of its languages. */
const MOST_CHARACTERS = 40_000;
/** Of all letters: a greeting or a name in English beside it is nothing that could be scored. */
const WHOLE_SHARE = 0.7;
/** A foreign name, a title or a proverb in an English letter keeps nothing from being scored. */
const FEWEST_LETTERS_OF_PART = 60;
/** Letters of which each is about a word, as in Chinese, count as so many. */
const LETTERS_OF_A_SIGN = 4;

/**
 * How much of the texts is plainly in a language that the detections do not cover: most letters of a sentence are not Latin, or the
 * function words of another language far outnumber the English ones. In doubt a sentence is taken for English. All of it is scored
 * in any event; this says what a person has to read.
 */
export function uncoveredLanguage(texts: readonly string[]): Uncovered {
  const sample = texts.join('\n').slice(0, MOST_CHARACTERS);
  let all = 0;
  let uncovered = 0;
  for (const sentence of sentences(sample)) {
    const letters = letterCount(sentence);
    all += letters;
    if (isUncovered(sentence)) uncovered += letters;
  }
  if (uncovered === 0) return null;
  if (uncovered >= all * WHOLE_SHARE) return 'whole';
  return uncovered >= FEWEST_LETTERS_OF_PART ? 'part' : null;
}

/** Sentences and lines; short ones are read together with the one before, which they belong to more often than not. */
function sentences(text: string): string[] {
  const found: string[] = [];
  for (const sentence of text.split(/(?<=[.!?。！？])\s*(?=[\s\p{L}])|\n+/u)) {
    const last = found.at(-1);
    if (last !== undefined && (wordsOf(sentence).length < FEW_WORDS || wordsOf(last).length < FEW_WORDS))
      found[found.length - 1] = `${last} ${sentence}`;
    else found.push(sentence);
  }
  return found;
}

/** Letters by themselves are spelling, and words of several languages at once. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}']{2,}|\bi\b/gu) ?? [];
const SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

function letterCount(text: string): number {
  return (text.match(/\p{L}/gu)?.length ?? 0) + (text.match(SIGNS)?.length ?? 0) * (LETTERS_OF_A_SIGN - 1);
}

/** Text of fewer words says too little of its language, unless nearly all of them are another's function words. */
const FEW_WORDS = 8;
const FEWEST_WORDS = 4;

function isUncovered(sentence: string): boolean {
  const letters = letterCount(sentence);
  const latin = sentence.match(/\p{Script=Latin}/gu)?.length ?? 0;
  // Greek and Cyrillic letters stand for Latin ones in evasions; a sentence of them all is another script.
  if (letters >= 20 && latin < letters * 0.3) return true;
  const found = wordsOf(sentence);
  if (found.length < FEWEST_WORDS) return false;
  const share = (list: ReadonlySet<string>) => found.filter((word) => list.has(word)).length / found.length;
  const english = share(ONLY_ENGLISH);
  const other = Math.max(...ONLY_OTHERS.map(share));
  if (found.length < FEW_WORDS) return english === 0 && other >= 0.5;
  return english < 0.1 && other > 0.15 && other > english * 2.5;
}
