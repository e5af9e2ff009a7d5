import type { Problem } from '@corridors/model';
import { formatProblems } from './formatProblems';

/** Longest message that a request keeps. */
const LONGEST = 2000;

/** Why a pull request is not taken for a request, and what to do. */
export function describeRefusal(
  number: number,
  problems: readonly Problem[],
): string {
  const text = `Pull request #${number} must not be merged; close it. ${formatProblems(
    problems,
  )}`;
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
