export * from './CopyButton';
export * from './CopyableText';
export * from './MiddleTruncated';
