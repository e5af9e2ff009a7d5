import type { Problem } from '@corridors/model';
import type { PredictedAccess } from '@corridors/plugin-corridors-common';
import { describePrediction } from './describePrediction';
import { code, details, fit } from './markdown';

/** What the title and the description of a pull request say. */
export interface PullRequestFacts {
  readonly requestId: string;
  readonly corridor: string;
  readonly environment: string;
  readonly owner: string;
  readonly requestedBy: string;
  readonly title?: string;
  /** Base URL of the portal, without a slash at the end. */
  readonly portalUrl?: string;
  readonly files: readonly string[];
  readonly prediction: PredictedAccess;
  readonly warnings: readonly Problem[];
}

/** Room for the list of files, in characters. */
const FILES_ROOM = 6_000;

/**
 * Title, description (Markdown) and commit message of the pull request for a corridor. The description stays below the
 * 65,536 characters that GitHub takes, however much there is to say.
 */
export function describePullRequest(facts: PullRequestFacts): {
  readonly title: string;
  readonly body: string;
  readonly commitMessage: string;
} {
  const { corridor, environment, portalUrl, requestId, files } = facts;
  const title = `Add corridor ${corridor} in ${environment}`;
  const request = portalUrl
    ? `[${requestId}](${portalUrl}/corridors/requests/${requestId})`
    : requestId;
  const rows = [
    ['Corridor', code(corridor)],
    ...(facts.title ? [['Title', code(facts.title)]] : []),
    ['Environment', code(environment)],
    ['Owner', code(facts.owner)],
    ['Requested by', code(facts.requestedBy)],
    ['Request', request],
  ];
  const body = [
    '|  |  |',
    '| --- | --- |',
    ...rows.map(row => `| ${row.join(' | ')} |`),
    '',
    'Merging builds the corridor; the portal shows it from then on.',
    '',
    ...describePrediction(facts.prediction, facts.warnings),
    '',
    ...details(
      files.length === 1 ? 'One file' : `${files.length} files`,
      fit(
        files.map(path => `- ${code(path)}`),
        FILES_ROOM,
        count => `- … and ${count} more`,
      ),
    ),
    '',
  ].join('\n');
  return { title, body, commitMessage: title };
}
