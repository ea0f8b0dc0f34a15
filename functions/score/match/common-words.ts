/**
 * How often the commonest words of English mail and chat occur, in uses per million words, rounded; from general knowledge of
 * frequency lists, and only ever used to choose which word of a pattern to look for first. A wrong number costs time, never
 * a match.
 */
const PER_MILLION: readonly (readonly [number, string])[] = [
  [50_000, 'the'],
  [30_000, 'i to and a of you is it that in'],
  [12_000, 'my not do for are have was on be with am this your will me if we as at so but'],
  [6_000, 'can what all just no or he she they has had an would from there when up out about get one how go'],
  [
    3_000,
    'know like been by did does their his her him them us our more now who then time some any could want going here make see',
  ],
  [
    2_000,
    'please need because only over really still think back good even were which other than very into take come should where why',
  ],
  [
    1_000,
    'people say said work day right first way got way after too much off down new last again never been before over tell give',
  ],
  [
    1_000,
    'said thing things these those every let going made own same two three well also its may might must yes hi dear thanks thank',
  ],
  [
    700,
    'help call email phone order account money company service customer number name today tomorrow week month year years days',
  ],
  [
    700,
    'long little great find keep better home house look ask put use try nothing something someone anyone everyone everything',
  ],
  [
    500,
    'life live man woman family friend kids children world place next left always already many most another around through',
  ],
  [
    500,
    'feel sorry hope wish talk hear wait stop start leave end done being doing getting coming having makes made sure maybe',
  ],
  [
    300,
    'hell shit fuck fucking damn stupid bad hate kill die dead god love happy angry old big hard real wrong care job office',
  ],
  [
    300,
    'pay paid bill card bank refund charge problem issue manager support team person open close send sent message reply hours minutes',
  ],
  [
    200,
    'watch watching follow face head hand hands eyes door car street night morning soon later until without under against',
  ],
  [
    200,
    'while since both few such each between enough show set turn run move play believe remember happen happened else rest',
  ],
  [
    150,
    'hurt pay lose lost break cut hit burn fire gun police lawyer court law report manager boss staff fired pain taste visit',
  ],
];

const EVERY_OTHER_WORD_PER_MILLION = 20;

const frequencies = new Map<string, number>();
for (const [perMillion, words] of PER_MILLION) {
  for (const word of words.split(' ')) if (!frequencies.has(word)) frequencies.set(word, perMillion);
}

/** Uses per million words of ordinary text, estimated. */
export const usesPerMillion = (word: string): number => frequencies.get(word) ?? EVERY_OTHER_WORD_PER_MILLION;
