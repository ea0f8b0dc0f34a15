/**
 * Given and family names that are as often a word of another kind: "will", "mark my words", "in May". One of them by itself names nobody.
 * In lower case, without marks.
 */
const ORDINARY: ReadonlySet<string> = new Set(
  `will mark may hope grace rose art bill rich drew chase sue pat rob nick jack dick ray gene guy dean earl frank
  summer autumn april june august joy faith angel dawn eve iris ivy lily violet daisy jasmine olive ruby pearl
  amber crystal jade penny sandy sunny misty star sky storm brook cliff dale glen heath reed stone wood woods
  field fields hill forest rivers lake marsh moor banks branch pond land lane street rhodes young long short
  small little black white brown green gray grey gold silver king queen prince duke knight price cash cost sale
  sales day night noon monday friday winter snow rain frost west east north south best wise sharp strong savage
  bright swift power moody noble good goodman love darling self bond bush bird fox wolf bear lamb bull crane
  hawk martin swan fish pike bass roach salmon baker butcher butler carpenter carter cook farmer fisher gardener
  hunter judge mason miller porter potter shepherd singer tailor turner walker weaver page parish church abbot
  bishop pope priest deacon chapel temple house hall home room major minor sergeant general case chance clay
  cole dollar drake duty early ernest forth gay ham hand head heart holiday hood jump lawless law laws lord
  mercy mercer moon paris port read rider ring rush sawyer steel trip trust van victor wade walls ward waters
  way weeks wells wild worth wright york florence sydney austin dallas madison charlotte jordan christian brandy
  ginger harmony melody destiny trinity patience prudence constance clement ash bob job don lance miles pierce
  randy buck buddy bud chip chuck colt dash grant hank hunt jet justice norm peg piper rusty sage sonny hale stew tab
  ty woody`.split(/\s+/),
);

/** Whether a word that is somebody's name is as likely to be no name where it stands alone. */
export const isOrdinaryName = (name: string): boolean => name.length < 3 || ORDINARY.has(name);
