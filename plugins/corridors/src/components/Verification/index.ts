export * from './RefusalNotice';
export * from './RunBanner';
export * from './useVerify';
