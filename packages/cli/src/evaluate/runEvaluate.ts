import { EXIT } from '../exitCodes';
import type { Terminal } from '../Terminal';
import { evaluateStream } from './evaluateStream';

/** Answers each line of standard input on standard output. */
export async function runEvaluate({
  stdin,
  stdout,
}: Terminal): Promise<number> {
  await evaluateStream(stdin, stdout);
  return EXIT.fine;
}
