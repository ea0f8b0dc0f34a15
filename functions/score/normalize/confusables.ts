/**
 * Letters that look like ASCII letters. An own, short table of those that people use to write English past a filter, after the
 * idea of Unicode UTS #39 (https://www.unicode.org/reports/tr39/), not its data: that maps "m" to "rn" and has thousands of signs.
 */

/** Letters of other alphabets that no reader tells from the Latin one: believed even where a whole word is written in them. */
const LOOK_THE_SAME = `
аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs ԁd һh ӏl ԛq ԝw АaВbЕeКkМmНhОoРpСcТtУyХxІiЈjЅsԌgҮy
αa οo ρp νv υu κk τt χx ιi ΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧx
օoոnսuհhցgյjզq ꓮaꓐbꓚcꓓdꓰeꓝfꓖgꓧhꓲiꓙjꓗkꓡlꓟmꓠnꓳoꓑpꓣrꓢsꓔtꓴuꓦvꓪwꓫxꓬyꓜz
ᎪaᏴbᏟcᎠdᎬeᏀgᎻhᎥiᎫjᏦkᏞlᎷmᏢpᏒrᏚsᎢtᏙvᎳwᎩyᏃz
`;

/** Letters that only suggest one: believed in a word that has Latin letters too. */
const SUGGEST = `
бb гr дd зe иn йn лn пn фo цu чy шw щw ъb ьb эe юo яr єe ґr ћh ђh БbГrДdЗeИnЙnЛnПnФoЦuЧyШwЩwЪbЬbЭeЮoЯrЄe
βb γy δd εe ζz ηn θo λl μu ξe πn σo ςs φo ψw ωw ΓrΔaΘoΛaΞeΠnΣeΦoΨwΩo
`;

/** Latin letters that are one with a stroke, a hook or another dress, and that NFKD leaves as they are. */
const DRESSED = `
øo đd ħh łl ŧt ıi ȷj ƙk ƒf ɓb ɗd ɠg ɱm ɲn ŋn ƥp ʠq ƭt ʈt ʉu ƶz ɇe ɏy ɨi ƀb ȼc ɍr ɑa ɡg ɩi ʋv ðd ɛe ɔo əe ǝe ɐa ɹr ʇt ʌv ʍw ʎy ʞk ɥh ɯm ɟf ƃg ɾr ᴉi
ØoĐdĦhŁlŦtƁbƊdƓgŊnƤpƬtƵzɆeɎyƗiɃbȻcɌrÐdƎeƐeƆo
ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpǫqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz
ₐaₑeₕhᵢiⱼjₖkₗlₘmₙnₒoₚpᵣrₛsₜtᵤuᵥvₓx
`;

const SEVERAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'ss',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  Œ: 'oe',
  þ: 'th',
  Þ: 'th',
};

function readTable(table: string): Map<number, string> {
  const pairs = new Map<number, string>();
  const signs = [...table.replace(/\s+|\p{M}/gu, '')];
  for (let at = 0; at + 1 < signs.length; at += 2) {
    pairs.set((signs[at] as string).codePointAt(0) as number, signs[at + 1] as string);
  }
  return pairs;
}

const SAME = readTable(LOOK_THE_SAME);
const SUGGESTED = readTable(SUGGEST);
const LATIN = readTable(DRESSED);
for (const [sign, letters] of Object.entries(SEVERAL)) LATIN.set(sign.codePointAt(0) as number, letters);

/** The ASCII letters of a Latin letter in another dress, or undefined. */
export function latinLetters(codePoint: number): string | undefined {
  return LATIN.get(codePoint);
}

/** The ASCII letter that a letter of another alphabet is mistaken for; `same`: by any reader. */
export function lookAlike(codePoint: number): { readonly letter: string; readonly same: boolean } | undefined {
  const same = SAME.get(codePoint);
  if (same !== undefined) return { letter: same, same: true };
  const suggested = SUGGESTED.get(codePoint);
  return suggested === undefined ? undefined : { letter: suggested, same: false };
}

/** The emoji of a small "i" in a square: a picture, not a letter. */
const INFORMATION = 0x2139;

/** Letters in a circle, a square, a script or full width are one letter each: "🅺", "𝓴", "ｋ", "Ⓚ". Undefined for others. */
export function styledLetter(codePoint: number): string | undefined {
  if (codePoint >= 0x1f150 && codePoint <= 0x1f169) return String.fromCharCode(0x61 + codePoint - 0x1f150);
  if (codePoint >= 0x1f170 && codePoint <= 0x1f189) return String.fromCharCode(0x61 + codePoint - 0x1f170);
  const styled =
    (codePoint >= 0x1d400 && codePoint <= 0x1d7ff) ||
    (codePoint >= 0xff10 && codePoint <= 0xff5a) ||
    (codePoint >= 0x2460 && codePoint <= 0x24ff) ||
    (codePoint >= 0x1f110 && codePoint <= 0x1f149) ||
    (codePoint >= 0x2100 && codePoint <= 0x214f);
  if (!styled) return undefined;
  const plain = String.fromCodePoint(codePoint).normalize('NFKD').toLowerCase().replace(/[().]/g, '');
  return codePoint !== INFORMATION && /^(?:[a-z]|[0-9]{1,2})$/.test(plain) ? plain : undefined;
}
