import type { Problem, RepositoryFile } from '@corridors/model';

/** The part of a GitOps repository that says who may do what, and what of it cannot be read. */
export interface Repository {
  readonly files: readonly RepositoryFile[];
  readonly problems: readonly Problem[];
  /** Digests of what `problems` say is not read, by path; without one it is not known whether it is the same as elsewhere. */
  readonly unread?: ReadonlyMap<string, string>;
}

/** Where waivers stand in a repository. */
export const WAIVERS_FILE = '.corridors/waivers.yaml';

/** What is read of a repository: these folders whole, and the file of waivers. */
export const READ_FOLDERS = ['environments', 'corridors'] as const;

/** A file beyond this is no manifest, and is not held in memory. */
export const MAXIMUM_FILE_BYTES = 1024 * 1024;

/** A file as text, or why it is not read. */
export function decodeFile(
  path: string,
  bytes: Buffer,
): { readonly file: RepositoryFile } | { readonly problem: Problem } {
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { file: { path, content } };
  } catch {
    return {
      problem: unreadable(
        path,
        'not-utf-8',
        'is not UTF-8; save it as UTF-8 or remove it',
      ),
    };
  }
}

/** A file that is there and is not read. */
export function unreadable(file: string, code: string, what: string): Problem {
  return { code, severity: 'error', message: `${file} ${what}.`, file };
}

/** A file that is larger than what is read. */
export function tooLarge(file: string, bytes: number): Problem {
  return unreadable(
    file,
    'too-large',
    `has ${bytes} bytes; at most ${MAXIMUM_FILE_BYTES} are read`,
  );
}

/** A symbolic link may lead out of the repository. */
export function symbolicLink(file: string): Problem {
  return unreadable(
    file,
    'symbolic-link',
    'is a symbolic link, which is not followed; put the file itself there',
  );
}
