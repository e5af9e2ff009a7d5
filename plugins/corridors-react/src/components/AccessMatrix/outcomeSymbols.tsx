import {
  RiArrowLeftRightLine,
  RiCheckLine,
  RiContrastFill,
  RiForbid2Line,
  RiLockUnlockFill,
  RiMoreLine,
  RiQuestionMark,
  RiSubtractLine,
} from '@remixicon/react';
import type { ReactElement } from 'react';
import type { Tile } from './buildGrid';

/** What a tile looks like, and what the legend says about it. Agreement is thin, differences are filled. */
export const outcomeSymbols: Record<
  Tile['loudest'],
  { symbol: ReactElement; legend: string }
> = {
  leak: {
    symbol: <RiLockUnlockFill size={16} />,
    legend: 'Leak: possible, not intended',
  },
  blocked: {
    symbol: <RiForbid2Line size={16} />,
    legend: 'Blocked: intended, not possible',
  },
  drift: {
    symbol: <RiArrowLeftRightLine size={16} />,
    legend: 'Drift: AWS differs from the repository',
  },
  unproven: {
    symbol: <RiQuestionMark size={16} />,
    legend: 'Unproven: must be denied, not proven',
  },
  'not-covered': {
    symbol: <RiMoreLine size={16} />,
    legend: 'Not covered: nothing could look',
  },
  allow: { symbol: <RiCheckLine size={16} />, legend: 'Allowed as intended' },
  both: {
    symbol: <RiContrastFill size={14} />,
    legend: 'Some allowed, some denied, as intended',
  },
  deny: { symbol: <RiSubtractLine size={16} />, legend: 'Denied as intended' },
};
