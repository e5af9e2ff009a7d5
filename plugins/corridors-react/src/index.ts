/**
 * API reference, data hooks and widgets of the corridors plugin, for both frontend systems.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './components';
export * from './hooks';
export * from './vocabulary';
