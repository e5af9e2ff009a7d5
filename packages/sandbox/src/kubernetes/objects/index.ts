export * from './KubernetesObject';
export * from './fields';
export * from './parseObject';
export * from './quantity';
