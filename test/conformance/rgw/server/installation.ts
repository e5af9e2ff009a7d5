import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const COMMANDS = [
  'monmaptool',
  'ceph-authtool',
  'ceph-mon',
  'ceph-osd',
  'ceph',
  'radosgw',
  'radosgw-admin',
];

/** What to type to have the server, on Debian and its kin. */
export const INSTALLATION =
  'apt-get install -y --no-install-recommends ceph-mon ceph-osd radosgw';

/** The commands of Ceph that are not on the PATH. */
export function missingCommands(): string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return COMMANDS.filter(
    command =>
      !folders.some(folder => isExecutable(path.join(folder, command))),
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
