import { isUtf8 } from 'node:buffer';
import { parseJson, PolicyParseError } from '@corridors/policy-engine';
import { decideEvaluation } from './decideEvaluation';
import type { InputLine } from './InputLines';
import { LineError } from './LineError';
import { describe, isObject, membersOf, required } from './members';
import { withoutPath } from './withoutPath';
import { readEvaluation } from './readEvaluation';

const MEMBERS = ['id', 'request', 'policies'];

type LineId = string | number | null;

/**
 * Answers one line: a decision, or why there is none.
 *
 * @returns JSON without a line break
 */
export function answerLine(line: InputLine): string {
  let id: LineId = null;
  try {
    const { value, problem } = parseLine(line);
    if (problem?.path !== 'id') {
      id = readId(value);
    }
    if (problem) {
      throw problem;
    }
    const members = membersOf(value, '', MEMBERS);
    const { verdict, reason, decidedBy, explanation } = decideEvaluation(
      readEvaluation(members),
    );
    return JSON.stringify({
      id,
      verdict,
      reason,
      decidedBy: decidedBy.map(({ policy, statement, sid }) => ({
        policy,
        statement,
        sid,
      })),
      explanation,
    });
  } catch (error) {
    return JSON.stringify({ id, error: describeError(error) });
  }
}

/** A line that names a member twice is read nevertheless, so that the error says which line it is about. */
interface ParsedLine {
  readonly value: unknown;
  readonly problem?: LineError;
}

function parseLine(line: InputLine): ParsedLine {
  if (line.kind === 'too-long') {
    throw new LineError(
      'line-too-long',
      '',
      `The line has ${line.bytes} bytes; at most ${line.limit} are read.`,
    );
  }
  if (!isUtf8(line.bytes)) {
    throw new LineError('invalid-utf8', '', 'The line is not UTF-8.');
  }
  const text = line.bytes.toString('utf8');
  if (text.trim() === '') {
    throw new LineError(
      'empty-line',
      '',
      'The line is empty; each line holds one request.',
    );
  }
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (!(error instanceof PolicyParseError)) {
      throw error;
    }
    const problem = new LineError(
      error.code,
      error.path,
      `${withoutPath(error).replace(/^The document/, 'The line')}.`,
    );
    if (error.code === 'invalid-json') {
      throw problem;
    }
    return { value: JSON.parse(text), problem };
  }
}

/** Read before anything else, so that an error says which line it is about. */
function readId(line: unknown): string | number {
  if (!isObject(line)) {
    throw new LineError(
      'invalid-type',
      '',
      `Expected an object, got ${describe(line)}.`,
    );
  }
  const id = required(new Map(Object.entries(line)), 'id', '');
  if (typeof id === 'string' || (typeof id === 'number' && isFaithful(id))) {
    return id;
  }
  throw new LineError(
    'invalid-id',
    'id',
    `Expected a string or a number of at most 15 digits, got ${
      typeof id === 'number' ? 'a larger number' : describe(id)
    }.`,
  );
}

/** Whether a number is given back as it was written. */
function isFaithful(id: number): boolean {
  return (
    Number.isFinite(id) && (!Number.isInteger(id) || Number.isSafeInteger(id))
  );
}

/** What nobody foresaw is told for its line too, and harms no other. */
function describeError(error: unknown): {
  code: string;
  path: string;
  message: string;
} {
  return error instanceof LineError
    ? { code: error.code, path: error.path, message: error.message }
    : {
        code: 'internal-error',
        path: '',
        message: `The line could not be evaluated: ${
          error instanceof Error ? error.message : String(error)
        }`,
      };
}
