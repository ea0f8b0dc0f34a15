/** Function words: they make up a third of any running text and hardly occur in another language's. */
const ENGLISH = words(
  'the of and to in is you that it he was for on are as with his they i at be this have from or had by but what we when your can said there an each which she do how their if will about then them would so these her him has me my not no our out up who just all get got one like know dear please thanks hi hello am been dont im',
);
const OTHERS: readonly ReadonlySet<string>[] = [
  words(
    'el la los las de que y en un una por con para no se su al lo como más pero sus le ya este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante usted está',
  ),
  words(
    'le la les de des et un une du en que qui dans pour pas au sur se ce il est sont avec vous nous je ne plus par mais ou votre été cette aux ont elle tout',
  ),
  words(
    'der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei ich wir ihr uns aber oder wie wenn noch mich',
  ),
  words(
    'il lo la gli le di che e un una per con non si da in del della dei sono come anche ma più questo nel alla ci ha io mi essere stato',
  ),
  words(
    'o os as de que e do da em um uma para com não se na por mais dos como mas ao das à seu sua ou quando muito nos já eu também pelo até isso ela você',
  ),
  words(
    'de het een en van in is dat op te met voor niet zijn er aan om ook als bij nog maar dan naar ik hij heeft wordt uit door wij je deze',
  ),
  words(
    'och i att det som en på är av för med till den har de inte om ett men var jag från vi så kan när du han nu hon',
  ),
  words('i w na z się nie do to że jest o jak po co tak za od przez ale jego dla są pan pani czy tego już'),
];

/** Words that are English and none of the others': "no" and "me" say nothing. */
const ONLY_ENGLISH = new Set([...ENGLISH].filter((word) => !OTHERS.some((other) => other.has(word))));

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Enough to tell a language by. */
export const LANGUAGE_SAMPLE_CHARACTERS = 4_000;

/** Text shorter than this says too little of its language: a name, a greeting, an order number. */
const FEWEST_WORDS = 12;

/**
 * Whether the text is plainly in a language that the detections do not cover: most letters are not Latin, or the function words
 * of another language far outnumber the English ones. In doubt it says no: then the text is scored as English.
 */
export function isUncoveredLanguage(text: string): boolean {
  const sample = text.slice(0, LANGUAGE_SAMPLE_CHARACTERS);
  const found = sample.toLowerCase().match(/[\p{L}\p{M}']+/gu) ?? [];
  const share = (list: ReadonlySet<string>) => found.filter((word) => list.has(word)).length / found.length;
  const english = found.length === 0 ? 0 : share(ONLY_ENGLISH);
  if (english >= 0.1) return false;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  // Greek and Cyrillic letters stand for Latin ones in evasions; a text of them all is another script.
  if (letters >= 20 && latin < letters * 0.3) return true;
  if (found.length < FEWEST_WORDS) return false;
  const other = Math.max(...OTHERS.map(share));
  return other > 0.15 && other > english * 2.5;
}
