export * from './inventory';
export * from './requests';
export * from './useCorridorsSignal';
export * from './useLive';
export * from './verifications';
