import {
  API_VERSION,
  type Problem,
  type RepositoryFile,
} from '@corridors/model';
import { LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { describeIssue } from './describeIssue';
import { WAIVERS_FILE } from '../repository/repository';

/** A result that is accepted for a time. */
export interface Waiver {
  /** Id of the result. */
  readonly finding: string;
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`, in UTC. */
  readonly expires: string;
  /** Who answers for it. */
  readonly approvedBy: string;
  /** Line in the file of waivers, from 1. */
  readonly line: number;
}

/** Waivers of a repository, and what is wrong with their file; then none of them holds. */
export interface Waivers {
  readonly waivers: readonly Waiver[];
  readonly problems: readonly Problem[];
}

const text = z.string().trim().min(1);

const waiverSchema = z.strictObject({
  finding: text,
  reason: text,
  expires: z.iso.date(),
  approvedBy: text,
});

const fileSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Waivers'),
  spec: z.strictObject({ waivers: z.array(waiverSchema) }),
});

/**
 * Reads `.corridors/waivers.yaml`, strictly. Without the file there are no waivers.
 *
 * @param today - `YYYY-MM-DD`; a waiver that ends more than a year later is none for a time
 */
export function readWaivers(
  files: readonly RepositoryFile[],
  today: string,
): Waivers {
  const file = files.find(({ path }) => path === WAIVERS_FILE);
  if (file === undefined) {
    return { waivers: [], problems: [] };
  }
  const lines = new LineCounter();
  const document = parseDocument(file.content, {
    lineCounter: lines,
    // A date stays the text that it is.
    schema: 'core',
    prettyErrors: false,
  });
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      const range = hasRange(node) ? node.range : undefined;
      if (range) {
        return lines.linePos(range[0]).line;
      }
    }
    return 1;
  };
  const faults = [...document.errors, ...document.warnings].map(
    ({ code, message, pos: [start] }) =>
      problemOf(
        code === 'MULTIPLE_DOCS'
          ? 'The file holds several documents; keep one'
          : message,
        lines.linePos(start).line,
      ),
  );
  visit(document, {
    Alias(_, { source, range }) {
      const message = `*${source} is an alias; write the value out`;
      faults.push(problemOf(message, lines.linePos(range?.[0] ?? 0).line));
    },
  });
  if (faults.length > 0) {
    return { waivers: [], problems: faults };
  }
  const parsed = fileSchema.safeParse(document.toJS(), { reportInput: true });
  if (!parsed.success) {
    return {
      waivers: [],
      problems: parsed.error.issues.flatMap(issue =>
        describeIssue(issue).map(({ message, path }) =>
          problemOf(message, lineOf(path)),
        ),
      ),
    };
  }
  const waivers = parsed.data.spec.waivers.map((waiver, i) => ({
    ...waiver,
    line: lineOf(['spec', 'waivers', i]),
  }));
  const problems = [...doubles(waivers), ...tooLong(waivers, today)];
  return { waivers: problems.length === 0 ? waivers : [], problems };
}

function doubles(waivers: readonly Waiver[]): Problem[] {
  return waivers.flatMap(({ finding, line }, i) => {
    const first = waivers.findIndex(other => other.finding === finding);
    return first === i
      ? []
      : [
          problemOf(
            `spec.waivers[${i}] waives what spec.waivers[${first}] waives already; keep one`,
            line,
          ),
        ];
  });
}

function tooLong(waivers: readonly Waiver[], today: string): Problem[] {
  const [year = '', ...rest] = today.split('-');
  const last = [String(Number(year) + 1).padStart(4, '0'), ...rest].join('-');
  return waivers.flatMap(({ expires, line }, i) =>
    expires > last
      ? [
          problemOf(
            `spec.waivers[${i}].expires is ${expires}, more than a year ahead; the last day that may be written today is ${last}`,
            line,
          ),
        ]
      : [],
  );
}

function problemOf(message: string, line: number): Problem {
  return {
    code: 'invalid-waivers',
    severity: 'error',
    message: message.endsWith('.') ? message : `${message}.`,
    file: WAIVERS_FILE,
    line,
  };
}

function hasRange(node: unknown): node is { range?: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node;
}
