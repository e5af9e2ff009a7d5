import {
  API_VERSION,
  type Problem,
  type RepositoryFile,
} from '@corridors/model';
import { LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
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

const text = z.string().trim().min(1, 'must not be empty');

const waiverSchema = z.strictObject({
  finding: text,
  reason: text,
  expires: z.iso.date('must be a date, as 2027-01-31'),
  approvedBy: text,
});

const fileSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Waivers'),
  spec: z.strictObject({ waivers: z.array(waiverSchema) }),
});

/** Reads `.corridors/waivers.yaml`, strictly. Without the file there are no waivers. */
export function readWaivers(files: readonly RepositoryFile[]): Waivers {
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
    ({ message, pos: [start] }) =>
      problemOf(message, lines.linePos(start).line),
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
  const parsed = fileSchema.safeParse(document.toJS());
  if (!parsed.success) {
    return {
      waivers: [],
      problems: parsed.error.issues.map(({ path, message }) =>
        problemOf(`${path.join('.') || 'The file'}: ${message}`, lineOf(path)),
      ),
    };
  }
  return {
    waivers: parsed.data.spec.waivers.map((waiver, i) => ({
      ...waiver,
      line: lineOf(['spec', 'waivers', i]),
    })),
    problems: [],
  };
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
