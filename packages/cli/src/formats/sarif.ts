import {
  type CheckReport,
  describeAnswer,
  pathFrom,
} from '../check/checkReport';
import { CHECK_KINDS, type CheckKind, type Place } from '../check/checkResult';
import type { JudgedResult } from '../check/judgeResults';

const RULES: Readonly<Record<CheckKind, string>> = {
  leak: 'Meant to be denied, and the policies allow it.',
  'not-understood':
    'A spec, file or policy that is not understood: nothing is proved where it matters.',
  unproven:
    'Meant to be denied, and it hangs on something that is not known whether the policies allow it.',
  'not-as-rendered': 'A committed file is not what its spec is rendered to.',
  blocked: 'Meant to be allowed, and the policies deny it.',
  drift: 'What is declared and what is configured differ.',
  waiver: 'A waiver that does not hold.',
};

/** SARIF 2.1.0, as code scanning of GitHub and others read it. */
export function formatSarif(report: CheckReport): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'corridors',
            informationUri: 'https://github.com/corridors-dev/corridors',
            rules: CHECK_KINDS.map(id => ({
              id,
              shortDescription: { text: RULES[id] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: describeAnswer(report).map(text => ({
              level: 'note',
              message: { text },
            })),
          },
        ],
        results: report.results.map(result => resultOf(result, report)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(result: JudgedResult, report: CheckReport) {
  const { id, kind, severity, title, explanation, nextAction, witness } =
    result;
  const [first, ...more] = result.places;
  const seen = witness === undefined ? '' : `Seen at ${witness}.`;
  return {
    ruleId: kind,
    ruleIndex: CHECK_KINDS.indexOf(kind),
    level: severity,
    message: {
      text: [`${title}.`, explanation, seen, `Next: ${nextAction}`]
        .filter(part => part !== '')
        .join(' '),
    },
    locations: [locationOf(first, report)],
    ...(more.length > 0 && {
      relatedLocations: more.map((place, i) => ({
        id: i + 1,
        ...locationOf(place, report),
      })),
    }),
    partialFingerprints: { 'corridorsResultId/v1': id },
    ...(report.base === undefined
      ? {}
      : { baselineState: result.status === 'in-base' ? 'unchanged' : 'new' }),
    ...(result.status === 'waived' && {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: `${result.waiver.reason} (${result.waiver.approvedBy}, until ${result.waiver.expires})`,
        },
      ],
    }),
  };
}

function locationOf({ file, line, column, what }: Place, report: CheckReport) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(pathFrom(report, file)) },
      ...(line !== undefined && {
        region: {
          startLine: line,
          ...(column === undefined ? {} : { startColumn: column }),
        },
      }),
    },
    ...(what !== undefined && { message: { text: what } }),
  };
}

function uriOf(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
