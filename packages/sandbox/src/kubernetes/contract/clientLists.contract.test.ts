import {
  CoreV1Api,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import {
  WatchRecord,
  follow,
  pod,
  refusalOf,
} from '../__testUtils__/clientNode';
import {
  ContractCluster,
  openContractCluster,
} from '../__testUtils__/contractCluster';
import { eventually } from '../__testUtils__/eventually';

jest.setTimeout(60_000);

const NAMESPACE = `contract-lists-${process.pid}`;

let cluster: ContractCluster;
let core: CoreV1Api;

beforeAll(async () => {
  cluster = await openContractCluster();
  core = cluster.config.makeApiClient(CoreV1Api);
  await core.createNamespace({ body: { metadata: { name: NAMESPACE } } });
});

afterAll(async () => {
  await core.deleteNamespace({ name: NAMESPACE });
  await cluster.close();
});

describe('lists', () => {
  beforeAll(async () => {
    for (const name of ['page-a', 'page-b', 'page-c', 'page-d', 'page-e']) {
      await core.createNamespacedPod({
        namespace: NAMESPACE,
        body: pod(name, { set: 'pages', letter: name.slice(-1) }),
      });
    }
  });

  it.each([
    ['set=pages,letter in (a, b)', ['page-a', 'page-b']],
    ['set=pages,letter notin (a,b,c)', ['page-d', 'page-e']],
    ['set=pages,letter!=a', ['page-b', 'page-c', 'page-d', 'page-e']],
    ['set,!letter', []],
  ])('selects by %s', async (labelSelector, names) => {
    const { items } = await core.listNamespacedPod({
      namespace: NAMESPACE,
      labelSelector,
    });
    expect(items.map(item => item.metadata?.name)).toEqual(names);
  });

  it('selects by fields', async () => {
    const { items } = await core.listPodForAllNamespaces({
      fieldSelector: `metadata.name=page-c,metadata.namespace=${NAMESPACE}`,
    });
    expect(items).toHaveLength(1);
    expect(
      (
        await refusalOf(
          core.listPodForAllNamespaces({ fieldSelector: 'spec.colour=red' }),
        )
      ).code,
    ).toBe(400);
  });

  it('shows pages of one version, whatever changes meanwhile', async () => {
    const first = await core.listNamespacedPod({
      namespace: NAMESPACE,
      labelSelector: 'set=pages',
      limit: 2,
    });
    expect(first.metadata?.remainingItemCount).toBeUndefined();
    await core.createNamespacedPod({
      namespace: NAMESPACE,
      body: pod('page-bb', { set: 'pages' }),
    });
    await core.deleteNamespacedPod({
      namespace: NAMESPACE,
      name: 'page-e',
      gracePeriodSeconds: 0,
    });

    const second = await core.listNamespacedPod({
      namespace: NAMESPACE,
      labelSelector: 'set=pages',
      limit: 10,
      _continue: first.metadata?._continue ?? '',
    });
    const names = [...first.items, ...second.items].map(
      item => item.metadata?.name,
    );
    expect(names).toEqual(['page-a', 'page-b', 'page-c', 'page-d', 'page-e']);
    expect(second.metadata?.resourceVersion).toBe(
      first.metadata?.resourceVersion,
    );
    expect(second.metadata?._continue).toBeUndefined();
  });
});

describe('watches', () => {
  const path = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
  const names = (events: readonly WatchRecord[]) =>
    events.map(event => `${event.type} ${event.object.metadata?.name}`);

  it('tells changes since a version, and ends cleanly when its time is over', async () => {
    const { metadata } = await core.listNamespacedConfigMap({
      namespace: NAMESPACE,
    });
    await core.createNamespacedConfigMap({
      namespace: NAMESPACE,
      body: { metadata: { name: 'seen' } },
    });
    await core.deleteNamespacedConfigMap({
      namespace: NAMESPACE,
      name: 'seen',
    });
    const { events, ended } = await follow(cluster.config, path, {
      resourceVersion: metadata?.resourceVersion ?? '',
      timeoutSeconds: 1,
    });
    expect(await ended).toBeNull();
    expect(names(events)).toEqual(['ADDED seen', 'DELETED seen']);
    expect(typeof events[0]?.object.metadata?.creationTimestamp).toBe('string');
  });

  it('deletes what ceases to match, with its old labels, and adds what begins to', async () => {
    const { metadata } = await core.listNamespacedConfigMap({
      namespace: NAMESPACE,
    });
    const watch = await follow(cluster.config, path, {
      resourceVersion: metadata?.resourceVersion ?? '',
      labelSelector: 'phase=on',
      timeoutSeconds: 20,
    });
    const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
    const label = async (value: string) =>
      core.patchNamespacedConfigMap(
        {
          namespace: NAMESPACE,
          name: 'moving',
          body: { metadata: { labels: { phase: value } } },
        },
        merge,
      );
    await core.createNamespacedConfigMap({
      namespace: NAMESPACE,
      body: { metadata: { name: 'moving', labels: { phase: 'off' } } },
    });
    await label('on');
    const off = await label('off');
    await eventually(() =>
      expect(names(watch.events)).toEqual(['ADDED moving', 'DELETED moving']),
    );
    expect(watch.events[1]?.object.metadata).toMatchObject({
      labels: { phase: 'on' },
      resourceVersion: off.metadata?.resourceVersion,
    });
    watch.stop();
  });

  it('streams the present objects, a bookmark at their end, and then changes', async () => {
    const watch = await follow(cluster.config, path, {
      sendInitialEvents: true,
      resourceVersionMatch: 'NotOlderThan',
      allowWatchBookmarks: true,
      timeoutSeconds: 20,
    });
    await eventually(() =>
      expect(watch.events.map(event => event.type)).toContain('BOOKMARK'),
    );
    expect(names(watch.events)).toContain('ADDED kube-root-ca.crt');
    watch.stop();
  });
});
