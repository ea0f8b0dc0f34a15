import { applyMode, disableMotion, Mode } from '@cloudscape-design/global-styles';

/** Dark or light, and with motion or without, as the person's system says; also when it changes. */
export function followColourScheme(): void {
  follow('(prefers-color-scheme: dark)', (dark) => applyMode(dark ? Mode.Dark : Mode.Light));
  follow('(prefers-reduced-motion: reduce)', (still) => disableMotion(still));
}

function follow(query: string, apply: (holds: boolean) => void): void {
  const media = matchMedia(query);
  apply(media.matches);
  media.addEventListener('change', ({ matches }) => apply(matches));
}
