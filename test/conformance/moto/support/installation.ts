import { spawnSync } from 'node:child_process';

/** How to get what the suites need, where it is not on the PATH. */
export const INSTALLATION =
  "pip install 'moto[server]>=5.2,<6' awscli (both are in Python's package index)";

const NEEDED: readonly (readonly [command: string, ...args: string[]])[] = [
  ['moto_server', '--help'],
  ['aws', '--version'],
];

/** The commands that are needed and cannot be run here. */
export function missingCommands(): string[] {
  return NEEDED.filter(
    ([command, ...args]) => spawnSync(command, args).status !== 0,
  ).map(([command]) => command);
}
