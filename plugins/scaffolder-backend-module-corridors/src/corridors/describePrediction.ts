import {
  describeIdentity,
  describePolicyPlace,
  describeResource,
  OPERATIONS,
  type Finding,
  type Operation,
  type Problem,
} from '@corridors/model';
import type {
  PredictedAccess,
  PredictedPair,
} from '@corridors/plugin-corridors-common';
import { code, details, fit, prose, table } from './markdown';

/** Room for each part, in characters; a description as a whole has 65,536 on GitHub. */
const ROOM = { warnings: 16_000, pairs: 16_000, context: 8_000 };

/** Rows that are shown without a click. */
const ROWS_SHOWN = 15;

/**
 * What a corridor could reach and who could reach it, as lines of Markdown: what is wrong first, then identity × resource,
 * then what was taken for granted and what was not looked at.
 *
 * @param warnings - what does not forbid the request
 */
export function describePrediction(
  prediction: PredictedAccess,
  warnings: readonly Problem[],
): string[] {
  const { corridor, pairs, deniedCells, findings } = prediction;
  const rows = pairs.map(pair => rowOf(pair, prediction));
  const header = ['Who', 'What', 'May'];
  const more = (count: number) =>
    `| … | … | ${count} more rows are in the portal |`;
  const hidden = rows.slice(ROWS_SHOWN);
  return [
    '## Access',
    '',
    answer(corridor, findings),
    '',
    ...fit(
      [
        ...findings.map(findingLine),
        ...warnings
          .filter(({ related }) => !findings.some(({ id }) => id === related))
          .map(warning => `- **warning**: ${prose(warning.message)}`),
      ],
      ROOM.warnings,
      count => `- … and ${count} more, in the portal`,
    ),
    '',
    ...table(header, rows.slice(0, ROWS_SHOWN)),
    '',
    ...(hidden.length === 0
      ? []
      : [
          ...details(
            `${hidden.length} more rows`,
            fit(table(header, hidden), ROOM.pairs, more),
          ),
          '',
        ]),
    `Everything else is denied: ${deniedCells} more ways in or out were evaluated, by the policies of this repository with the change in it.`,
    '',
    ...details(
      Object.keys(prediction.baseContext).length > 0
        ? 'Taken for granted, and not covered'
        : 'Not covered',
      fit(contextLines(prediction), ROOM.context, count => `- … ${count} more`),
    ),
  ];
}

function answer(corridor: string, findings: readonly Finding[]): string {
  return findings.length === 0
    ? `${code(
        corridor,
      )} would reach what it is meant to reach, and nobody else would reach it.`
    : `${
        findings.length === 1
          ? 'One finding touches'
          : `${findings.length} findings touch`
      } ${code(corridor)}; the repository has ${
        findings.length === 1 ? 'it' : 'them'
      } without this change, or ${
        findings.length === 1 ? 'it takes' : 'they take'
      } something away:`;
}

function findingLine(finding: Finding): string {
  const { kind, title, explanation, statements = [] } = finding;
  const places = statements
    .slice(0, 3)
    .map(({ file, line, ...place }) =>
      [
        prose(describePolicyPlace(place)),
        ...(file === undefined
          ? []
          : [code(line === undefined ? file : `${file}:${line}`)]),
      ].join(' '),
    );
  const where = places.length > 0 ? ` It is ${places.join(' and ')}.` : '';
  return `- **${kind}**: ${prose(title)}. ${prose(explanation)}${where}`;
}

function rowOf(pair: PredictedPair, prediction: PredictedAccess): string[] {
  const identity = prediction.identities.find(({ id }) => id === pair.identity);
  const resource = prediction.resources.find(({ id }) => id === pair.resource);
  return [
    code(identity ? describeIdentity(identity) : pair.identity),
    code(resource ? describeResource(resource) : pair.resource),
    operationsOf(pair),
  ];
}

function operationsOf({
  intended,
  declared,
  conditional,
}: PredictedPair): string {
  const among = (...holds: ((operation: Operation) => boolean)[]) =>
    OPERATIONS.filter(operation => holds.every(hold => hold(operation)));
  const isIntended = (one: Operation) => intended.includes(one);
  const isAllowed = (one: Operation) => declared.includes(one);
  const isOpen = (one: Operation) => conditional.includes(one);
  const groups = [
    ['**leak**: ', among(isAllowed, one => !isIntended(one))],
    [
      '**unproven**: ',
      among(
        isOpen,
        one => !isIntended(one),
        one => !isAllowed(one),
      ),
    ],
    [
      '**blocked**: ',
      among(
        isIntended,
        one => !isAllowed(one),
        one => !isOpen(one),
      ),
    ],
    ['', among(isIntended, one => isAllowed(one) || isOpen(one))],
  ] as const;
  return groups
    .filter(([, operations]) => operations.length > 0)
    .map(([word, operations]) => `${word}${operations.join(', ')}`)
    .join('; ');
}

function contextLines({
  baseContext,
  notCovered,
  standingWeaknesses,
}: PredictedAccess): string[] {
  return [
    ...Object.entries(baseContext).map(
      ([key, value]) => `- every request has ${code(key)} = ${code(value)}`,
    ),
    ...standingWeaknesses.map(
      ({ title, explanation }) =>
        `- standing weakness: ${prose(title)}. ${prose(explanation)}`,
    ),
    ...notCovered.map(sentence => `- not covered: ${prose(sentence)}`),
  ];
}
