/** Names that end a host name in ordinary mail; a dot before anything else is a missing space ("regret this.you will see"). */
const TOP_LEVEL =
  'com|org|net|edu|gov|mil|info|biz|io|co|uk|us|ca|au|de|fr|eu|nl|es|it|ch|at|be|ie|nz|in|jp|cn|ru|pl|se|no|dk|fi|br|mx|za|app|dev|ai|me|tv|xyz|online|site|shop|store|tech|cloud|club|example|test|invalid|local|localhost|ly|gl|onion';
const FILE_ENDING =
  'pdf|docx?|xlsx?|pptx?|txt|csv|jpe?g|png|gif|heic|webp|svg|mp[34]|mov|avi|wav|zip|gz|tar|rar|exe|dll|msi|bat|sh|py|js|ts|tsx|jsx|java|cpp|php|html?|css|json|ya?ml|xml|log|ini|conf|eml|msg|ics|vcf|sql|db|md|apk|ipa|dmg|iso|bak';

const WEB = /^(?:[a-z][a-z0-9+.-]{1,12}:\/\/|www\.)[^\s]+$/i;
const MAIL = /^(?:mailto:)?[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}$/i;
const HOST = new RegExp(`^(?:[a-z0-9-]{1,63}\\.){1,6}(?:${TOP_LEVEL})(?::\\d{1,5})?(?:[/?#][^\\s]*)?$`, 'i');
const FILE = new RegExp(`^[\\w-]{1,80}(?:\\.[\\w-]{1,40}){0,3}\\.(?:${FILE_ENDING})$`, 'i');
const PATH = /^(?:[a-z]:\\|\\\\|~?\/)[\w.-]+[\\/][^\s]*$/i;

/** A longer run without a space is looked at as a web address by its beginning only. */
const LONGEST = 2048;

/**
 * Whether a run of signs without a space is an address, a host, a file or a path: one token, whose letters say nothing.
 * Two host labels that are English ("stop.me") are not: see `TOP_LEVEL`; those count only with a path or a third label.
 */
export function isOpaque(run: string): boolean {
  if (run.length > LONGEST) return /^(?:[a-z][a-z0-9+.-]{1,12}:\/\/|www\.)/i.test(run.slice(0, 24));
  if (WEB.test(run) || MAIL.test(run) || FILE.test(run) || PATH.test(run)) return true;
  if (!HOST.test(run)) return false;
  return !/^[a-z]+\.(?:me|in|it|at|be|no|us|so|test|store|shop|site|online|club|local|app|ai|tv|ch|es|de|in)$/i.test(
    run,
  );
}
