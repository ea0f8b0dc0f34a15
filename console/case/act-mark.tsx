import type { Channel } from '../../functions/contracts/vocabulary.ts';

interface Props {
  readonly channel: Channel;
  readonly x: number;
  readonly y: number;
  /** Half of the width. */
  readonly size: number;
  readonly flagged: boolean;
  /** For who points at it. */
  readonly title?: string;
}

/** How each channel is drawn: by shape, since colour is never all that tells two things apart (WCAG 2.2, 1.4.1). Around 0, one unit wide each way. */
const SHAPES: Readonly<Record<Channel, string>> = {
  email: 'M-1,0 A1,1 0 1,0 1,0 A1,1 0 1,0 -1,0 Z',
  chat: 'M-0.9,-0.9 H0.9 V0.9 H-0.9 Z',
  phone: 'M0,-1.1 L1.1,0.9 H-1.1 Z',
  'in-person': 'M0,-1.25 L1.25,0 L0,1.25 L-1.25,0 Z',
  'social-media': 'M-0.35,-1 H0.35 V-0.35 H1 V0.35 H0.35 V1 H-0.35 V0.35 H-1 V-0.35 H-0.35 Z',
};

/** One act in a chart. A flagged one is filled. */
export function ActMark({ channel, x, y, size, flagged, title }: Props) {
  return (
    // The place apart from the size: a style sheet makes marks larger in a small window, around where they are.
    <g transform={`translate(${x} ${y})`}>
      <path
        className={flagged ? 'act flagged' : 'act'}
        data-channel={channel}
        d={SHAPES[channel]}
        transform={`scale(${size})`}
      >
        {title !== undefined && <title>{title}</title>}
      </path>
    </g>
  );
}
