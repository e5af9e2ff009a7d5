export * from './people';
export * from './ports';
export * from './clusters';
export * from './SandboxSecrets';
export * from './startSandbox';
