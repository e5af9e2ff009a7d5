import type { Repository } from '../repository/repository';
import type { CheckReport } from './checkReport';
import { withDeleted } from './differenceResults';
import { inspectRepository } from './inspectRepository';
import { judgeResults } from './judgeResults';
import { readWaivers } from './waivers';

/** What is checked. */
export interface CheckRepositoryOptions {
  readonly repository: Repository;
  /** What it is compared with. */
  readonly base?: { readonly name: string; readonly repository: Repository };
  /** Path of the repository from where the command was called, with `/`; empty when it was called there. */
  readonly root: string;
  readonly now: Date;
}

/** Checks a repository, by itself or against a base. */
export function checkRepository(options: CheckRepositoryOptions): CheckReport {
  const { repository, base, root, now } = options;
  const today = now.toISOString().slice(0, 10);
  const { results, ...inspection } = inspectRepository(repository, now);
  return {
    ...inspection,
    results: judgeResults(
      base ? withDeleted(results, base.repository.files) : results,
      readWaivers(repository.files, today),
      base && {
        results: inspectRepository(base.repository, now).results,
        waivers: readWaivers(base.repository.files, today).waivers,
      },
      today,
    ),
    ...(base && { base: base.name }),
    root,
  };
}
