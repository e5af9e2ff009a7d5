export * from './CodeBlock';
export * from './FilePreview';
