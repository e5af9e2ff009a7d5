/** How a command ended, for scripts and CI. */
export const EXIT = {
  /** Did what was asked, and found nothing that must be mended. */
  fine: 0,
  /** A leak, something unproven, something not understood, or files that differ. */
  findings: 1,
  /** The command could not be carried out as it was called. */
  usage: 2,
  /** A fault of the program itself. */
  fault: 3,
} as const;
