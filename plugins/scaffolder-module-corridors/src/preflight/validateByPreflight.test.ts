import type { ApiHolder } from '@backstage/core-plugin-api';
import type {
  CorridorsApi,
  PreflightAnswer,
} from '@corridors/plugin-corridors-common';
import { corridorsApiRef } from '@corridors/plugin-corridors-react';
import { PreflightBackend } from '../__testUtils__/PreflightBackend';
import { fullPreflight, namePreflight } from '../form';
import { isAbout, validateByPreflight } from './validateByPreflight';

function holderOf(api: CorridorsApi): ApiHolder {
  return {
    get: ref => (ref.id === corridorsApiRef.id ? (api as never) : undefined),
  };
}

async function errorsOf(
  validate: ReturnType<typeof validateByPreflight>,
  formData: unknown,
  answer: () => PreflightAnswer,
): Promise<string[]> {
  const errors: string[] = [];
  const apiHolder = holderOf(new PreflightBackend(answer).client);
  await validate(
    undefined,
    { addError: message => errors.push(message) },
    { apiHolder, formData },
  );
  return errors;
}

const PROBLEMS: PreflightAnswer = {
  ok: false,
  problems: [
    {
      code: 'a',
      severity: 'error',
      message: 'name is taken',
      field: 'metadata.name',
    },
    {
      code: 'b',
      severity: 'error',
      message: 'bucket is too long',
      field: 'spec.buckets[0].name',
    },
    {
      code: 'c',
      severity: 'warning',
      message: 'quota is generous',
      field: 'spec.quota',
    },
  ],
};

describe('validateByPreflight', () => {
  it('blocks with the errors of its field and no others', async () => {
    const validate = validateByPreflight(
      fullPreflight,
      isAbout('spec.buckets'),
    );
    expect(await errorsOf(validate, {}, () => PROBLEMS)).toEqual([
      'bucket is too long',
    ]);
  });

  it('lets warnings pass', async () => {
    const validate = validateByPreflight(fullPreflight, isAbout('spec.quota'));
    expect(await errorsOf(validate, {}, () => PROBLEMS)).toEqual([]);
  });

  it('blocks when the backend does not answer', async () => {
    const validate = validateByPreflight(namePreflight, () => true);
    const errors = await errorsOf(
      validate,
      { environment: 'single1', name: 'gha3' },
      () => {
        throw new TypeError('Failed to fetch');
      },
    );
    expect(errors).toEqual([
      expect.stringContaining('Press Next to try again'),
    ]);
  });

  it('asks nothing about a name without its environment', async () => {
    const validate = validateByPreflight(namePreflight, () => true);
    expect(await errorsOf(validate, { name: 'gha3' }, () => PROBLEMS)).toEqual(
      [],
    );
  });

  it.each([
    ['spec.uses', 'spec.uses', true],
    ['spec.uses[0].bucket', 'spec.uses', true],
    ['spec.usesOther', 'spec.uses', false],
    [undefined, 'spec.uses', false],
  ])('takes a problem at %s to be about %s: %s', (field, about, expected) => {
    expect(
      isAbout(about)({ code: 'x', severity: 'error', message: '', field }),
    ).toBe(expected);
  });
});
