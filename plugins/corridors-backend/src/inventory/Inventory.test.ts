import { mockServices } from '@backstage/backend-test-utils';
import type { StoredRequest } from '../database';
import { collectSignals } from '../__testUtils__/collectSignals';
import { FakeObservers } from '../__testUtils__/FakeObservers';
import { FakeUrlReader } from '../__testUtils__/FakeUrlReader';
import { corridorYaml, repositoryFiles } from '../__testUtils__/repository';
import { waitUntil } from '../__testUtils__/waitUntil';
import { GitopsReader } from './GitopsReader';
import { Inventory } from './Inventory';

function setUp() {
  const urlReader = new FakeUrlReader(repositoryFiles());
  const observers = new FakeObservers();
  const notifier = collectSignals();
  const logger = mockServices.logger.mock();
  const clock = () => new Date();
  let requests: StoredRequest[] = [];
  const inventory = Inventory.create({
    createReader: onChange =>
      GitopsReader.create({
        url: 'http://forge.example/tree/main',
        urlReader,
        clock,
        logger,
        onChange,
      }),
    observers,
    connections: new Map([
      [
        'single1',
        {
          name: 'single1',
          cluster: {
            name: 'vpc2-kspray1',
            connection: { server: 'https://cluster.example' },
          },
          aws: { endpoints: { forcePathStyle: false }, frequencySeconds: 300 },
          nodeRole: { kind: 'none' },
          verification: { live: true, requestsPerSecond: 10 },
        },
      ],
    ]),
    runs: { listLatestObserved: async () => [] },
    requests: { list: async () => requests },
    notifier,
    logger,
    clock,
  });
  return {
    inventory,
    observers,
    notifier,
    urlReader,
    setRequests: (next: StoredRequest[]) => {
      requests = next;
    },
  };
}

describe('Inventory', () => {
  let subject: ReturnType<typeof setUp>;

  beforeEach(() => {
    subject = setUp();
  });

  afterEach(() => subject.inventory.stop());

  it('has nothing before the repository is read, and follows it afterwards', async () => {
    const { inventory, urlReader } = subject;
    expect(inventory.snapshot()).toBeUndefined();
    await inventory.refresh();
    expect([...(inventory.snapshot()?.corridors.keys() ?? [])]).toEqual([
      'gha1',
      'gha2',
    ]);
    urlReader.write({ 'corridors/gha3/corridor.yaml': corridorYaml('gha3') });
    await inventory.refresh();
    expect(inventory.snapshot()?.corridors.has('gha3')).toBe(true);
  });

  it('follows the cluster by itself, and tells once of what a reader would see', async () => {
    const { inventory, observers, notifier } = subject;
    await inventory.refresh();
    const before = notifier.signals.length;
    observers.build(
      inventory.snapshot()?.fleet ?? {
        environments: [],
        corridors: [],
        invalid: [],
      },
      'single1',
    );
    observers.change();
    observers.change();
    await waitUntil(async () =>
      inventory.stateOf('gha1')?.state === 'provisioning' ? undefined : true,
    );
    await waitUntil(async () =>
      notifier.signals.length > before ? true : undefined,
    );
    inventory.rebuild();
    inventory.rebuild();
    expect(notifier.signals.length).toBe(before + 1);
    expect(notifier.signals.at(-1)).toMatchObject({
      kind: 'inventory',
      revision: before + 1,
    });
  });

  it('shows the open request of a corridor', async () => {
    const { inventory, setRequests } = subject;
    setRequests([
      {
        id: 'request-1',
        corridor: 'gha1',
        environment: 'single1',
        kind: 'change',
        state: 'merged',
        requestedBy: 'user:default/ada',
        owner: 'group:default/gha',
        createdAt: '',
        updatedAt: '',
        branch: 'corridors/gha1',
        filesDigest: '',
        revision: 1,
      },
    ]);
    await inventory.refresh();
    expect(inventory.snapshot()?.corridors.get('gha1')?.request).toMatchObject({
      id: 'request-1',
      state: 'merged',
    });
  });

  it('names the file and the reason of an invalid corridor', async () => {
    const { inventory, urlReader } = subject;
    urlReader.write({ 'corridors/gha3/corridor.yaml': '- no' });
    await inventory.refresh();
    expect(inventory.stateOf('gha3')).toMatchObject({
      state: 'invalid',
      reason: expect.stringContaining('corridors/gha3/corridor.yaml'),
    });
    expect(inventory.stateOf('nothing')).toBeUndefined();
  });

  it('keeps the last snapshot while the repository cannot be read', async () => {
    const { inventory, urlReader } = subject;
    await inventory.refresh();
    urlReader.failure = new Error('502');
    await inventory.refresh();
    expect(inventory.snapshot()?.corridors.size).toBe(2);
    expect(inventory.isRepositoryLive()).toBe(false);
    expect(inventory.snapshot()?.sources[0]).toMatchObject({
      id: 'gitops',
      state: 'stale',
    });
  });

  it('stops its observers', async () => {
    const { inventory, observers } = subject;
    await inventory.refresh();
    await inventory.stop();
    expect(
      observers.life.filter(event => event.startsWith('stop')),
    ).toHaveLength(2);
    const last = inventory.snapshot();
    observers.change();
    inventory.rebuild();
    expect(inventory.snapshot()).toBe(last);
  });
});
