import {
  type CheckReport,
  describeScope,
  hasFailed,
  isFailure,
  pathFrom,
  summarize,
} from '../check/checkReport';
import type { Place } from '../check/checkResult';
import type { JudgedResult } from '../check/judgeResults';
import { oneLine } from './oneLine';

/** A comment on GitHub holds as many characters. (GitHub: "Issue comments", body.) */
const MOST_CHARACTERS = 65536;

/** Room that results leave to what stands below them, and to sentences on what is left out. */
const CLOSING_CHARACTERS = 8192;
const LEFT_OUT_CHARACTERS = 512;

/**
 * For a comment on a pull request or a summary of a job: the answer first, details to unfold. It is never longer than a
 * comment may be: then it says how much is left out.
 */
export function formatMarkdown(report: CheckReport): string {
  const heading = `## ${hasFailed(report) ? '❌' : '✅'} Corridors: ${escape(
    summarize(report),
  )}`;
  let room = MOST_CHARACTERS - CLOSING_CHARACTERS - heading.length;
  const take = (results: readonly JudgedResult[]): string[] =>
    results
      .map(result => section(result, report))
      .filter(text => {
        const fits = text.length + 2 <= room;
        room = fits ? room - text.length - 2 : 0;
        return fits;
      });
  const failing = take(report.results.filter(isFailure));
  const others = report.results.filter(result => !isFailure(result));
  const passing = take(others);
  const left = report.results.length - failing.length - passing.length;
  const blocks = [
    heading,
    ...failing,
    ...(left === 0
      ? []
      : [
          `**${left} of ${report.results.length} results are left out, for a comment holds at most ${MOST_CHARACTERS} characters.** \`corridors check\` with another format shows all.`,
        ]),
    ...unfolding(`${others.length} that do not fail the check`, passing),
  ];
  const written = blocks.join('\n\n');
  const closing = closingBlocks(report, MOST_CHARACTERS - written.length);
  return `${[written, ...closing].join('\n\n')}\n`;
}

/**
 * Standing weaknesses and what was looked at, each whole or named as left out.
 *
 * @param characters - that there is room for
 */
function closingBlocks(report: CheckReport, characters: number): string[] {
  let room = characters - LEFT_OUT_CHARACTERS;
  const parts: [title: string, blocks: string[]][] = [
    [
      'Standing weaknesses',
      report.standingWeaknesses.map(
        ({ title, explanation }) =>
          `- **${escape(title)}.** ${escape(explanation)}`,
      ),
    ],
    [
      'What was looked at',
      [
        escape(describeScope(report)),
        ...Object.entries(report.baseContext).map(
          ([key, value]) =>
            `Taken for granted: ${code(key)} is ${code(value)}.`,
        ),
        ...report.notCovered.map(text => `Not covered: ${escape(text)}`),
      ],
    ],
  ];
  return parts.flatMap(([title, blocks]) => {
    const text = unfolding(title, blocks);
    const needed = text.join('\n\n').length + 2;
    if (needed > room) {
      return [`**${title}** is left out: it is too long for a comment.`];
    }
    room -= needed;
    return text;
  });
}

function section(result: JudgedResult, report: CheckReport): string {
  const { kind, title, explanation, nextAction, places, witness, id } = result;
  return [
    `### ${escape(`${kind}: ${title}`)}`,
    ...noteOf(result),
    escape(explanation),
    ...places.map(place => `- ${placeOf(place, report)}`),
    ...(witness === undefined ? [] : [`- seen at ${code(witness)}`]),
    `- id ${code(id)}`,
    `\n**Next:** ${escape(nextAction)}`,
  ]
    .filter(line => line !== '')
    .join('\n');
}

function noteOf(result: JudgedResult): string[] {
  switch (result.status) {
    case 'waived': {
      const { approvedBy, expires, reason } = result.waiver;
      return [
        `*Waived by ${escape(approvedBy)} until ${escape(expires)}: ${escape(
          reason,
        )}*\n`,
      ];
    }
    case 'in-base':
      return ['*The base has it too.*\n'];
    case 'open':
      return [];
    default: {
      const unknown: never = result;
      throw new Error(`Unknown status of ${JSON.stringify(unknown)}`);
    }
  }
}

function placeOf({ file, line, what }: Place, report: CheckReport): string {
  const position = `${pathFrom(report, file)}${
    line === undefined ? '' : `:${line}`
  }`;
  return what === undefined
    ? code(position)
    : `${code(position)} ${escape(what)}`;
}

function unfolding(title: string, blocks: readonly string[]): string[] {
  return blocks.length === 0
    ? []
    : [
        `<details><summary>${escape(title)}</summary>`,
        blocks.join('\n\n'),
        '</details>',
      ];
}

/** Keeps text from being read as Markdown, HTML or a mention. */
function escape(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>|#~&!]/g, '\\$&')
    .replaceAll('@', '@\u200B');
}

/** Text as code, in a fence that is longer than any within. */
function code(text: string): string {
  const line = oneLine(text);
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(run => run.length)) + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}
