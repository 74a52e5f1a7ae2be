// The scoring engine: no events, no commands. The contexts standard and assessment use it, as they use the kernel.
export * from './bits.ts';
export * from './cohorts.ts';
export * from './evaluate.ts';
export * from './explain.ts';
export * from './expression.ts';
export * from './grading.ts';
export * from './measure.ts';
export * from './methods.ts';
export * from './points.ts';
export * from './ranking.ts';
export * from './rational.ts';
export * from './reconcile.ts';
export * from './rescore.ts';
export * from './standard.ts';
export * from './statistics.ts';
export * from './subject.ts';
export * from './suppliers.ts';
