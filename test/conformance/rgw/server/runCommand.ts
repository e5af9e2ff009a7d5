import { execFile } from 'node:child_process';

/**
 * Runs a command to its end.
 *
 * @returns its standard output
 * @throws Error with the command and what it said, when it fails or takes longer than `seconds`
 */
export function runCommand(
  command: string,
  args: readonly string[],
  { seconds = 30 }: { seconds?: number } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      command,
      args,
      { encoding: 'utf8', timeout: seconds * 1000 },
      (error, stdout, stderr) =>
        error
          ? reject(
              new Error(
                `${command} ${args.join(' ')} failed: ${
                  error.message
                }\n${stderr}`,
              ),
            )
          : resolve(stdout),
    );
  });
}
