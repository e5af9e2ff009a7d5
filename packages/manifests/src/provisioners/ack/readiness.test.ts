import { readiness } from './readiness';

const object = (...conditions: unknown[]) => ({ status: { conditions } });
const condition = (type: string, status: string, message?: string) => ({
  type,
  status,
  message,
});

describe('readiness', () => {
  it.each<[string, unknown, ReturnType<typeof readiness>]>([
    ['no status', { spec: {} }, { state: 'progressing' }],
    ['no conditions', { status: {} }, { state: 'progressing' }],
    ['nothing', undefined, { state: 'progressing' }],
    [
      'what is no list',
      { status: { conditions: 'Ready' } },
      { state: 'progressing' },
    ],
    ['Ready', object(condition('Ready', 'True')), { state: 'ready' }],
    [
      'the older ResourceSynced',
      object(condition('ACK.ResourceSynced', 'True')),
      { state: 'ready' },
    ],
    [
      'not synced yet',
      object(condition('ACK.ResourceSynced', 'False', 'creating')),
      { state: 'progressing', message: 'creating' },
    ],
    [
      'a terminal condition beside Ready',
      object(
        condition('Ready', 'True'),
        condition('ACK.Terminal', 'True', 'BucketAlreadyExists'),
      ),
      { state: 'failed', message: 'BucketAlreadyExists' },
    ],
    [
      'a recoverable condition',
      object(
        condition('ACK.ResourceSynced', 'False'),
        condition('ACK.Recoverable', 'True', 'AccessDenied'),
      ),
      { state: 'retrying', message: 'AccessDenied' },
    ],
    [
      'a terminal condition that is over',
      object(condition('ACK.Terminal', 'False'), condition('Ready', 'True')),
      { state: 'ready' },
    ],
  ])('reads %s', (_, value, expected) => {
    expect(readiness(value)).toEqual(expected);
  });
});
