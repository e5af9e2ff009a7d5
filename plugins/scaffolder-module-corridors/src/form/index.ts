export * from './EnvironmentNeeded';
export * from './FieldShell';
export * from './formData';
export * from './useChosenEnvironment';
