import { KubernetesObject } from '../objects';
import { parseFieldSelector, parseLabelSelector } from './selectors';

const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'p',
    namespace: 'n',
    labels: { app: 'spark', 'spark-role': 'driver', empty: '' },
  },
  status: { phase: 'Running' },
};

describe('label selectors', () => {
  it.each([
    ['', true],
    ['app=spark', true],
    ['app==spark,spark-role=driver', true],
    ['app!=spark', false],
    ['missing!=x', true],
    ['empty=', true],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['!app', false],
    ['app in (spark, flink)', true],
    ['app in (flink)', false],
    ['app notin (flink),spark-role in (driver,executor)', true],
    ['missing notin (x)', true],
    ['missing in (x)', false],
  ])('%j: %s', (text, matches) => {
    expect(parseLabelSelector(text)(pod)).toBe(matches);
  });

  it.each(['a b', 'a=b=c', 'app in spark', '=x'])('%j is refused', text => {
    expect(() => parseLabelSelector(text)).toThrow(
      'unable to parse requirement',
    );
  });
});

describe('field selectors', () => {
  it.each([
    ['metadata.name=p', true],
    ['metadata.namespace!=n', false],
    ['status.phase=Running,metadata.name=p', true],
    ['status.phase!=Running', false],
    ['spec.nodeName=', true],
  ])('%j: %s', (text, matches) => {
    expect(
      parseFieldSelector(text, ['status.phase', 'spec.nodeName'])(pod),
    ).toBe(matches);
  });

  it('names the field that cannot be selected by', () => {
    expect(() => parseFieldSelector('spec.colour=red', [])).toThrow(
      'field label not supported: spec.colour',
    );
  });
});
