import type { Command } from 'commander';
import type { Call } from '../actions';

const EXAMPLE = `
Each line of the input is one request with the policies that apply to it, as JSON

  {"id": 1,
   "request": {"principal": "arn:aws:iam::111122223333:role/gha1", "action": "s3:GetObject",
               "resource": "arn:aws:s3:::gha1-raw/part-0", "resourceAccount": "111122223333",
               "context": {"aws:SecureTransport": "true"}},
   "policies": {"identity": [document], "resource": document, "boundary": [document],
                "session": [document], "scp": [[document]]}}

Each is answered by one line, in the same order

  {"id": 1, "verdict": "allow", "reason": "allowed",
   "decidedBy": [{"policy": "identity[0]", "statement": 0, "sid": "Own"}], "explanation": "…"}
  {"id": 2, "error": {"code": "…", "path": "policies.identity[0].Statement[0].Effect", "message": "…"}}

The exit code is 0 when every line was answered, also by an error.`;

/** `corridors evaluate`: answers requests on standard input, one a line. */
export function addEvaluateCommand(program: Command, call: Call): void {
  program
    .command('evaluate')
    .description(
      'decide requests by their policies: JSON Lines from standard input to standard output',
    )
    .addHelpText('after', EXAMPLE)
    .action(() => call('evaluate', (evaluate, terminal) => evaluate(terminal)));
}
