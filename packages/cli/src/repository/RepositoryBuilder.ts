import type { Problem, RepositoryFile } from '@corridors/model';
import { isManifest } from './isManifest';
import { MAXIMUM_FILE_BYTES, type Repository } from './repository';
import { sha256 } from './sha256';

/** Gathers what is read of a repository, and says what is not, alike for a folder and a commit. */
export class RepositoryBuilder {
  private readonly files: RepositoryFile[] = [];
  private readonly problems: Problem[] = [];
  private readonly unread = new Map<string, string>();
  private readonly ignored: string[] = [];

  addFile(path: string, bytes: Buffer): void {
    try {
      const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      this.files.push({ path, content });
    } catch {
      if (isManifest(path)) {
        this.refuse(
          path,
          'not-utf-8',
          'is not UTF-8; save it as UTF-8 or remove it',
          sha256(bytes),
        );
      } else {
        this.ignored.push(path);
      }
    }
  }

  /** A file that is larger than what is read. @param id - what git calls its content */
  addLargeFile(path: string, bytes: number, id: string | undefined): void {
    if (isManifest(path)) {
      this.refuse(
        path,
        'too-large',
        `has ${bytes} bytes; at most ${MAXIMUM_FILE_BYTES} are read. Split it or remove it`,
        id,
      );
    } else {
      this.ignored.push(path);
    }
  }

  /** A symbolic link may lead out of the repository. */
  addLink(path: string, target: Buffer): void {
    this.refuse(
      path,
      'symbolic-link',
      'is a symbolic link, which is not followed; put the file itself there',
      sha256(target),
    );
  }

  /** Another repository. @param commit - of it that is meant, when that is known */
  addSubmodule(path: string, commit?: string): void {
    this.refuse(
      path,
      'submodule',
      'is a submodule, a repository of its own, of which nothing is read, though a GitOps controller would apply it; put its files here, or remove it by git rm',
      commit,
    );
  }

  refuseName(path: string): void {
    this.refuse(
      path,
      'name-not-utf-8',
      'has a name that is not UTF-8; rename it',
    );
  }

  /** Something that is there and is not read. @param digest - the same for the same content, when it is known */
  refuse(path: string, code: string, what: string, digest?: string): void {
    this.problems.push({
      code,
      severity: 'error',
      message: `${path} ${what}.`,
      file: path,
    });
    if (digest !== undefined) {
      this.unread.set(path, digest);
    }
  }

  build(): Repository {
    const { files, problems, unread, ignored } = this;
    return { files, problems, unread, ignored };
  }
}
