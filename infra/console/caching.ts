/** Below it, each file has a hash of what is in it in its name (console/vite.config.ts). */
export const HASHED_FILES = 'assets/';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** For what has its hash in its name. */
export const IMMUTABLE = `public, max-age=${YEAR_SECONDS}, immutable`;

/** For what keeps its name when it changes: the page itself, what it is told of the deployment, its icon. */
export const NEVER_KEPT = 'no-store';

/** How long a file of the site may be kept. @param path with a slash at the start. */
export function cacheControlOf(path: string): string {
  return path.startsWith(`/${HASHED_FILES}`) ? IMMUTABLE : NEVER_KEPT;
}
