/** Formats of a check's report. */
export const REPORT_FORMATS = [
  'text',
  'json',
  'junit',
  'sarif',
  'markdown',
  'github',
] as const;

/** One of {@link REPORT_FORMATS}. */
export type CheckFormat = (typeof REPORT_FORMATS)[number];
