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
}

/** Title, description (Markdown) and commit message of the pull request for a corridor. */
export function describePullRequest(facts: PullRequestFacts): {
  readonly title: string;
  readonly body: string;
  readonly commitMessage: string;
} {
  const { corridor, environment, portalUrl, requestId } = facts;
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
    ...facts.files.map(path => `- ${code(path)}`),
    '',
  ].join('\n');
  return { title, body, commitMessage: title };
}

/** Text as code, so that nothing in it is Markdown or mentions anybody. */
function code(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, ' ')}\``;
}
