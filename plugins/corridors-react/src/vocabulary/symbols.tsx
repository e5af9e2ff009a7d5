import {
  RiAlertFill,
  RiArchiveLine,
  RiArrowLeftRightLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiForbid2Fill,
  RiIndeterminateCircleLine,
  RiLockUnlockFill,
  RiLoopRightLine,
  RiMoonLine,
  RiPauseCircleLine,
  RiPlayCircleLine,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';

const SIZE = 14;

/** The symbols of the vocabulary: one shape for one idea, whatever the word. */
export const symbols = {
  good: <RiCheckboxCircleFill size={SIZE} />,
  bad: <RiCloseCircleFill size={SIZE} />,
  warning: <RiAlertFill size={SIZE} />,
  open: <RiLockUnlockFill size={SIZE} />,
  refused: <RiForbid2Fill size={SIZE} />,
  differs: <RiArrowLeftRightLine size={SIZE} />,
  unknown: <RiQuestionLine size={SIZE} />,
  none: <RiIndeterminateCircleLine size={SIZE} />,
  waiting: <RiTimeLine size={SIZE} />,
  working: <RiLoopRightLine size={SIZE} />,
  running: <RiPlayCircleLine size={SIZE} />,
  paused: <RiPauseCircleLine size={SIZE} />,
  idle: <RiMoonLine size={SIZE} />,
  archived: <RiArchiveLine size={SIZE} />,
};
