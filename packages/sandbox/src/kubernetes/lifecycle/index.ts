export * from './NamespaceLifecycle';
export * from './QuotaAccounting';
export * from './removeCustomResources';
