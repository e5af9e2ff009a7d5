import type { ManifestFile } from '@corridors/manifests';
import {
  ForgeError,
  type Forge,
  type PullRequestStatus,
} from '@corridors/plugin-corridors-node';
import { corridorYaml } from './repository';

/** A forge in memory, whose pull requests a test opens, merges and closes. */
export class FakeForge
  implements Pick<Forge, 'status' | 'listOpen' | 'readTree' | 'findOpen'>
{
  readonly id = 'fake';
  failure: ForgeError | undefined;
  readonly pullRequests = new Map<number, PullRequestStatus>();
  readonly trees = new Map<string, ManifestFile[]>();
  checkedAt = '2026-11-23T10:00:00.000Z';

  open(
    number: number,
    branch: string,
    more: Partial<PullRequestStatus> = {},
  ): PullRequestStatus {
    const status: PullRequestStatus = {
      number,
      branch,
      url: `http://forge.example/platform/gitops/pull/${number}`,
      state: 'open',
      headSha: String(number).padStart(40, 'a'),
      title: branch,
      author: 'ada-at-forge',
      checkedAt: this.checkedAt,
      ...more,
    };
    this.pullRequests.set(number, status);
    const name = branch.slice('corridors/'.length);
    this.trees.set(status.headSha, [
      {
        path: `corridors/${name}/corridor.yaml`,
        content: corridorYaml(name),
      },
    ]);
    return status;
  }

  set(number: number, change: Partial<PullRequestStatus>) {
    const present = this.pullRequests.get(number);
    if (present) {
      this.pullRequests.set(number, { ...present, ...change });
    }
  }

  async status(number: number): Promise<PullRequestStatus> {
    this.#failIfDown();
    const found = this.pullRequests.get(number);
    if (!found) {
      throw new ForgeError('not-found', `There is no pull request #${number}`);
    }
    return { ...found, checkedAt: this.checkedAt };
  }

  async listOpen(prefix: string): Promise<PullRequestStatus[]> {
    this.#failIfDown();
    return [...this.pullRequests.values()]
      .filter(
        ({ state, branch }) => state === 'open' && branch.startsWith(prefix),
      )
      .map(status => ({ ...status, checkedAt: this.checkedAt }));
  }

  async findOpen(branch: string): Promise<PullRequestStatus | undefined> {
    return (await this.listOpen(branch)).find(
      status => status.branch === branch,
    );
  }

  async readTree(ref: string): Promise<{ sha: string; files: ManifestFile[] }> {
    this.#failIfDown();
    return { sha: ref, files: this.trees.get(ref) ?? [] };
  }

  async openOrUpdate(): Promise<never> {
    throw new Error('The backend opens no pull requests');
  }

  #failIfDown() {
    if (this.failure) {
      throw this.failure;
    }
  }
}
