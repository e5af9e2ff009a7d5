import type { Problem } from '@corridors/model';

const ACTIONS: Readonly<Record<string, (file: string) => string>> = {
  anchor: file =>
    `Write the value out in ${file} where the anchor or alias stands.`,
  'merge-key': file =>
    `Write the fields out in ${file} where the merge key stands.`,
  'duplicate-field': file => `Keep one of the two in ${file}.`,
  'unknown-kind': file =>
    `Remove the object from ${file}, or declare what it grants below environments/.`,
  'unknown-field': file => `Remove the field from ${file}, or mend its name.`,
  'missing-spec': file => `Add ${file}, or remove the folder.`,
  'not-declared': () => 'Run corridors render and commit what it writes.',
  'wrong-file-name': file => `Rename ${file}, or remove it.`,
  'not-a-manifest-of-corridors': file =>
    `Remove ${file}, or keep it outside of corridors/.`,
  'symbolic-link': file => `Put the file itself in the place of ${file}.`,
  submodule: file =>
    `Put its files into ${file}, or remove it by git rm ${file}.`,
  'not-utf-8': file => `Save ${file} as UTF-8, or remove it.`,
  'name-not-utf-8': () => 'Rename the file.',
  'too-large': file => `Shorten ${file}, split it, or remove it.`,
  'too-deep': file => `Nest what ${file} holds less deeply, or remove it.`,
  'not-readable': file => `Mend the permissions of ${file}.`,
  'no-file': file => `Remove ${file}.`,
  'not-yaml': file => `Mend the YAML of ${file}.`,
  'policy-not-understood': file =>
    `Write the policy in ${file} with elements and operators that AWS documents.`,
  'node-role-not-declared': () =>
    'Declare the role with kind RolePolicies, in the policies/ of its environment.',
  'bucket-not-declared': () =>
    'Declare the bucket with kind BucketPolicy, in the policies/ of its environment.',
  'declared-twice': file => `Remove what ${file} declares for the second time.`,
  'unknown-environment': file =>
    `Name an environment in ${file} that there is, or mend that environment.`,
};

/** What to do about a problem, as a sentence. */
export function nextActionOf({ code, severity, file = '.' }: Problem): string {
  return (
    ACTIONS[code]?.(file) ??
    (severity === 'error'
      ? `Change ${file} as the message says, and check again.`
      : `Change ${file} when that is not meant.`)
  );
}
