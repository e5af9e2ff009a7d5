import { compareModels, StatementDrift } from '@corridors/verifier';
import { applyRepository } from './support/applyRepository';
import { describeMoto } from './support/describeMoto';
import { GitopsRepository, gitopsRepository } from './support/gitopsRepository';
import {
  PLANTED_CHANGES,
  rewriteWithoutMeaning,
} from './support/plantedChanges';
import { readAccount } from './support/readAccount';

jest.setTimeout(180_000);

describeMoto('an account in moto that a repository was applied to', stage => {
  let repository: GitopsRepository;

  /** What differs between the repository and the account as it is now. The cluster is not what is compared here. */
  async function drift(): Promise<StatementDrift[]> {
    const { declared } = repository;
    const { model } = await readAccount(stage().server.url, {
      buckets: declared.buckets.map(({ name }) => name),
    });
    expect(model.gaps).toEqual([]);
    return compareModels(declared, {
      ...model,
      serviceAccounts: declared.serviceAccounts,
    });
  }

  beforeAll(async () => {
    repository = await gitopsRepository();
    await applyRepository(stage().cli, repository.files);
  });

  it('shows no drift', async () => {
    expect(repository.declared.roles).toHaveLength(3);
    expect(repository.declared.buckets).toHaveLength(6);
    expect(await drift()).toEqual([]);
  });

  it('shows none when a document is written in another way', async () => {
    await rewriteWithoutMeaning(stage().cli);
    expect(await drift()).toEqual([]);
  });

  it('shows ten changes that were planted past the repository as exactly ten', async () => {
    expect(PLANTED_CHANGES).toHaveLength(10);
    let known: StatementDrift[] = [];
    for (const { title, plant, shows } of PLANTED_CHANGES) {
      await plant(stage().cli);
      const found = await drift();
      const news = found.filter(
        each => !known.some(old => old.summary === each.summary),
      );
      expect({ title, news }).toEqual({
        title,
        news: [expect.objectContaining(shows)],
      });
      expect(found).toHaveLength(known.length + 1);
      known = found;
    }
    expect(known).toHaveLength(10);
  });
});
