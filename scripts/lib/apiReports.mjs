/**
 * Arguments of the API reports. Every export has a docstring and a release tag; a member that says what it is by its name
 * and type needs none. In a monorepo types come from sources, which API Extractor notes with `ae-wrong-input-file-type`.
 * The sandbox is never published.
 */
export const API_REPORTS = [
  'api-reports',
  '--validate-release-tags',
  '--omit-messages',
  'ae-undocumented,ae-wrong-input-file-type',
  '--exclude',
  'packages/sandbox',
];
