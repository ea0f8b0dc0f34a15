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
  // Words of everyday letters that the tiers above lack, as often as the harmless letters of rules/model/corpus have them.
  [800, 'asked came form four lady letter mother mr nobody read ring room says somebody told went wife'],
  [
    400,
    'agent anything asking bag behind box boy branch bring brother bus called class comes dad daughter desk doctor dog',
  ],
  [
    400,
    'driver eleven evening father file fine five floor forty found friday front gate gave gets girl goes gone hello',
  ],
  [
    400,
    'husband kept kind late line list looked lot mine miss monday moved nice nine note ok once road sat saw school',
  ],
  [
    400,
    'second seen shop sir sister sit six small son sunday third thought till times took twice whoever whole window write',
  ],
  [400, 'writing young yours'],
  [
    200,
    'address alone answer app appeal appointment attached away baby bar bed blue book bought boys building caller calls',
  ],
  [
    200,
    'cancel case chair change changed charged check child claim closed coat code coffee cold complaint counter crew dark',
  ],
  [
    200,
    'date deposit depot died different dr drive eight engineer fault fee fence fix fixed flat free full given glass guy',
  ],
  [200, 'half hall heard hearing heart hold hospital hour hundred joke june key kindly kitchen knows lad lamp laughed'],
  [
    200,
    'letters lift light lol looking lovely lunch machine march mean men meter mind missed months mrs ms mum myself names',
  ],
  [
    200,
    'near notice nurse ones ought outside page paper papers parcel parents park past photo photograph picture plan',
  ],
  [
    200,
    'policy post print queue quick rang rather reading receipt red refused rent roof round row safe saturday saying seat',
  ],
  [
    200,
    'seven shall short shut sick side sign signed size sleep sold soup stairs stay stood stopped taken telling tells ten',
  ],
  [
    200,
    'thirty though thursday ticket tonight town tuesday twenty understand van waiting walk wall wanted wants water weeks',
  ],
  [200, 'whether works written wrote'],
  [
    120,
    'able above across adjuster advice afternoon age ago agreed alarm along anybody anyway apart apology arm army asks',
  ],
  [
    120,
    'ate bags balcony bath bathroom bell below best bike bin bins birth birthday bit block blood board boat boiler',
  ],
  [
    120,
    'booked breakfast bridge broke broken brought business buy cable cake calm camera cancelled captain cars cash cat',
  ],
  [
    120,
    'ceiling certificate checked christmas church city claims clean clear clinic clock club complaints confirm copy',
  ],
  [
    120,
    'council count cover covered cried cross crying damp deal decided dogs doors drop dropped drove early easter easy',
  ],
  [
    120,
    'eat eggs eighty either empty english enjoy explain eye fair fall far feedback fell felt fill filled film final firm',
  ],
  [
    120,
    'flight fly food foot forgive forms fourteen fraud friends funeral funny garden gas gentleman girls glad glasses',
  ],
  [
    120,
    'grandson grateful green grey ground group guard hair happens hat heat held helped hers hey himself hot hotel ice',
  ],
  [
    120,
    'keeps kid killed knee knew knife knock known ladder lads lane laugh laughing leaflet least leaving less library',
  ],
  [
    120,
    'license lights listen living loan lock locked log longer looks loose low map married matter means meant meet menu',
  ],
  [
    120,
    'met miles minute missing mistake mortgage music nan nearly needs neighbor neighbors nights nineteen ninety noise',
  ],
  [
    120,
    'none noon notes noticed numbers officer ombudsman opened opens others ours owe parking part party pass passed',
  ],
  [
    120,
    'patient paying payment pen permit photographs photos pictures pills pipe pity plate plumber polite pool porter',
  ],
  [120, 'pounds power price prison question quiet quite radio rain raise raised ran ray reads ready recall receipts'],
  [
    120,
    'receptionist ref return route rung runs sale scarf seats sell shake shed shift shot shoulder shout showers shows',
  ],
  [
    120,
    'signal signature simple simply site sixty slept slip slot slow smell smile smoke soft sort speak spoken spring',
  ],
  [
    120,
    'stamp stand standing started stayed step stops storm story straight suggest summer supervisor suppose survey system',
  ],
  [
    120,
    'table tablets takes taking talking tea teacher tenant test thinking thinks tip tired tooth top train trainer tree',
  ],
  [
    120,
    'tried trolley trouble truck trust turned unit upstairs view village voice waited walked warm wear website wedding',
  ],
  [120, 'wednesday weekend wet white whom whose winter wire women wonder worked working worth yard yesterday yet'],
];

const EVERY_OTHER_WORD_PER_MILLION = 20;

const frequencies = new Map<string, number>();
for (const [perMillion, words] of PER_MILLION) {
  for (const word of words.split(' ')) if (!frequencies.has(word)) frequencies.set(word, perMillion);
}

/** Uses per million words of ordinary text, estimated. */
export const usesPerMillion = (word: string): number => frequencies.get(word) ?? EVERY_OTHER_WORD_PER_MILLION;

export const NUMBERS_PER_MILLION = 15_000;
/** Names of a contact's targets, in a contact to them. */
export const NAMES_PER_MILLION = 3000;
/** Words that begin as a prefix of the rules does. */
export const PREFIX_PER_MILLION = 60;
