import { KubernetesObject } from '../objects';
import { ObjectStore, StoreEvent } from './ObjectStore';

const object = (
  name: string,
  value = '1',
  namespace = 'a',
): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data: { value },
});

const valuesAt = (store: ObjectStore, revision: number, namespace?: string) =>
  store
    .listAt('configmaps', namespace, revision)
    .map(
      ({ object: { metadata, data } }) =>
        `${metadata.name}=${(data as { value: string }).value}`,
    );

describe('ObjectStore', () => {
  it('lists the objects of any kept revision', () => {
    const store = ObjectStore.create();
    const revisions = [
      store.write('configmaps', object('x')).revision,
      store.write('configmaps', object('y')).revision,
      store.write('configmaps', object('x', '2')).revision,
      store.remove('configmaps', 'a', 'y')?.revision ?? 0,
      store.write('configmaps', object('z', '1', 'b')).revision,
    ];
    expect(revisions.map(revision => valuesAt(store, revision))).toEqual([
      ['x=1'],
      ['x=1', 'y=1'],
      ['x=2', 'y=1'],
      ['x=2'],
      ['x=2', 'z=1'],
    ]);
    expect(valuesAt(store, store.revision, 'b')).toEqual(['z=1']);
  });

  it('forgets the oldest part of a long history', () => {
    const store = ObjectStore.create(undefined, { historyLength: 10 });
    const first = store.write('configmaps', object('x')).revision;
    for (let value = 0; value < 20; value += 1) {
      store.write('configmaps', object('x', String(value)));
    }
    expect(() => store.eventsAfter('configmaps', first)).toThrow(
      /too old resource version/,
    );
    expect(store.eventsAfter('configmaps', store.revision - 2)).toHaveLength(2);
  });

  it('tells listeners of changes in order, also of those that a listener makes', () => {
    const store = ObjectStore.create();
    const seen: number[] = [];
    store.subscribe((event: StoreEvent) => {
      if (
        event.current.object.metadata.name === 'x' &&
        event.type === 'ADDED'
      ) {
        store.write('configmaps', object('reaction'));
      }
    });
    store.subscribe(event => seen.push(event.revision));
    store.write('configmaps', object('x'));
    store.write('configmaps', object('y'));
    expect(seen).toEqual([...seen].sort((left, right) => left - right));
    expect(seen).toHaveLength(3);
  });

  it('gives a removed object the revision of its removal', () => {
    const store = ObjectStore.create();
    store.write('configmaps', object('x'));
    const removed = store.remove('configmaps', 'a', 'x');
    expect(removed?.object.metadata.resourceVersion).toBe(
      String(store.revision),
    );
    expect(store.remove('configmaps', 'a', 'x')).toBeUndefined();
  });
});
