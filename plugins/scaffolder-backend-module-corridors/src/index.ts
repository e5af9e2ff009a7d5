/**
 * Scaffolder actions that check, render and propose a corridor.
 *
 * @packageDocumentation
 */
export {};
