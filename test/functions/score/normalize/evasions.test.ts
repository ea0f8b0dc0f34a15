import { describe, expect, it } from 'vitest';
import { evasionsOf, wordsOf } from './words.ts';

describe('a disguised word is read as the word it is', () => {
  it.each([
    // digits and signs in place of letters
    ['h0pe u get a t@ste of it', 'hope you get a taste of it'],
    ['i will k1ll you', 'i will kill you'],
    ['ki11 them', 'kill them'],
    ['$hoot the 5hit', 'shoot the shit'],
    ['you b!tch', 'you bitch'],
    ['d!e', 'die'],
    ['7hreat', 'threat'],
    ['c0ming t0 y0u', 'coming to you'],
    ['a b0mb', 'a bomb'],
    ['1d10t', 'idiot'],
    ['KI||', 'kill'],
    ['k1lllll', 'kill'],
    ['fuk1ng', 'fucking'],
    ['1 w1ll b3at y0u t0 d34th', 'i will beat you to death'],
    ['1 am g0ing t0 y0u', 'i am going to you'],
    ['a b0m in ur bilding', 'a bomb in your building'],
    ['I wiII kiII you', 'i will kill you'],
    // letters drawn with several signs
    ['I will |<ill you', 'i will kill you'],
    ['sh()()t them', 'shoot them'],
    ['|<1ll', 'kill'],
    // letters left out
    ['mxrder and kxll', 'murder and kill'],
    ['mrder, deth', 'murder death'],
    ['f**k you', 'fuck you'],
    ['sh*t', 'shit'],
    ['k*ll', 'kill'],
    ['f*cking c***', 'fucking cunt'],
    ['f_ck', 'fuck'],
    ['mur**r', 'murder'],
    // letters written apart
    ['k i l l', 'kill'],
    ['k.i.l.l', 'kill'],
    ['k-i-l-l', 'kill'],
    ['k_i_l_l', 'kill'],
    ['k * i * l * l', 'kill'],
    ['i w i l l k i l l y o u', 'i will kill you'],
    ['w i l l   k i l l   y o u', 'will kill you'],
    ['k 1 l l', 'kill'],
    ['k\ni\nl\nl', 'kill'],
    ['ki ll', 'kill'],
    ['ki.ll', 'kill'],
    ['mur-der', 'murder'],
    ['iwillkillyou', 'i will kill you'],
    ['#IWillKillYou', 'i will kill you'],
    ['I.will.kill.you', 'i will kill you'],
    // stretched letters
    ['killlll', 'kill'],
    ['diiiie', 'die'],
    ['sooooo goooood pleeease', 'so good please'],
    // letters of other alphabets, in another dress, with marks
    ['кіll', 'kill'],
    ['yоu ѕооn', 'you soon'],
    ['κill', 'kill'],
    ['Ꭵ wіll kіll you', 'i will kill you'],
    ['ｋｉｌｌ', 'kill'],
    ['𝓴𝓲𝓵𝓵 𝗸𝗶𝗹𝗹 𝐤𝐢𝐥𝐥 𝕜𝕚𝕝𝕝', 'kill kill kill kill'],
    ['ᴋɪʟʟ', 'kill'],
    ['🅺🅸🅻🅻 🄺🄸🄻🄻 ⓚⓘⓛⓛ', 'kill kill kill'],
    ['🇰🇮🇱🇱', 'kill'],
    ['kíłl', 'kill'],
    ['k̷̢i̴̛l̵̨l̶̢', 'kill'],
    ['d€ath', 'death'],
    // what no reader sees
    ['k\u200bi\u200bl\u200bl', 'kill'],
    ['ki\u00adll', 'kill'],
    ['\u202ekill\u202c', 'kill'],
    ['k\u0000ill', 'kill'],
    ['ki\u{e0041}ll', 'kill'],
    // pictures
    ['🔪 for you', 'knife for you'],
    ['I have a 🔫🔫', 'i have a gun gun'],
    ['💣🔥⚰️💀', 'bomb fire coffin skull'],
    ['👊🏿', 'punch'],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  it.each([
    ['On the 1st and 2nd at 3 pm', 'on the 1st and 2nd at 3 pm'],
    ['a 4x4 for b2b', 'a 4x4 for b2b'],
    ['order 5H0E, flight H0PE', 'order 5h0e flight h0pe'],
    ['gate5 room4 PS5 MP3 AK47 C4 A4 F150 H1N1', 'gate5 room4 ps5 mp3 ak47 c4 a4 f150 h1n1'],
    ['$500, 20% and 5lb', '500 20 and 5lb'],
    ['24/7 on 12/05/2024 at 5:30', '24/7 on 12/05/2024 at 5:30'],
    ['version 2.0.1', 'version 2.0.1'],
    ['call 555-123-4567', 'call 555-123-4567'],
    ['write to bill.kill@example.com', 'write to bill.kill@example.com'],
    ['see https://example.com/k1ll?x=d1e.', 'see https://example.com/k1ll?x=d1e'],
    ['report_k1ll.pdf', 'report_k1ll.pdf'],
    ['@user thank you', 'user thank you'],
    ['plan a b or c', 'plan a b or c'],
    ['the U.S. and the F.B.I. with J. R. R. Tolkien', 'the us and the fbi with j r r tolkien'],
    ['well-known e-mail', 'well known e mail'],
    ['slaughterhouse damnation', 'slaughterhouse damnation'],
    ['hell! stop!!', 'hell stop'],
    ['xxx www aaa', 'xxx www aaa'],
    ['fees* apply, *really*', 'fees apply really'],
    ['Привет, как дела', 'привет как дела'],
    ['Google і Amazon', 'google і amazon'],
    ['1 will be enough', '1 will be enough'],
    ['order XK8L, sku MXRD-22, Maxx of Oxxo', 'order xk8l sku mxrd 22 maxx of oxxo'],
    ['IBAN DE89 3704 0044 0532 0130 00', 'iban de89 3704 0044 0532 0130 00'],
    ['f() and C:\\|) of a | b', 'f and c of a b'],
    ['the hose in Niger this morn', 'the hose in niger this morn'],
    ['McIntyre and iOS', 'mcintyre and ios'],
    ['a café in Łódź', 'a cafe in lodz'],
    ['Straße', 'strasse'],
    ['東京 から', '東京 から'],
    ['🇺🇸 👍 ❤️', ''],
    ['1337 and 80085', '1337 and 80085'],
  ])('and this is left as it is: %s', (text, words) => {
    expect(wordsOf(text)).toBe(words);
    expect(evasionsOf(text)).toEqual([]);
  });

  it('reads a doubtful word only beside a surer one', () => {
    expect(wordsOf('t0 be')).toBe('t0 be');
    expect(wordsOf('I am c0ming t0 you')).toBe('i am coming to you');
  });

  it('says where it was, and how', () => {
    expect(evasionsOf('I will k1ll you')).toEqual([['k1ll', 'digits or signs in place of letters']]);
    expect(evasionsOf('I will k.i.l.l you')).toEqual([['k.i.l.l', 'letters written apart']]);
    expect(evasionsOf('I will кіll you')).toEqual([['кіll', 'letters of another alphabet']]);
    expect(evasionsOf('I will k\u200bill you')).toEqual([['k\u200bill', 'invisible characters inside a word']]);
    expect(evasionsOf('f**k you')).toEqual([['f**k', 'letters left out']]);
    expect(evasionsOf('i wi11 k1ll y0u n0w')).toEqual([['wi11 k1ll y0u n0w', 'digits or signs in place of letters']]);
    expect(evasionsOf('I will killlll you, sooo there')).toEqual([['killlll', 'stretched letters']]);
    expect(evasionsOf('𝗶 will')).toEqual([['𝗶', 'styled letters']]);
  });
});
