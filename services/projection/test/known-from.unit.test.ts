import { expect, it } from 'vitest';
import { knownFrom } from '../src/engine/known-from.ts';

it('an event is known from when it was recorded', () => {
  expect(knownFrom(undefined, '2026-01-01T00:00:00.000001Z')).toBe('2026-01-01T00:00:00.000001Z');
  expect(knownFrom('2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000001Z')).toBe('2026-01-01T00:00:00.000001Z');
});
it('but never before or at the moment of the event in front of it, whatever the clocks said', () => {
  expect(knownFrom('2026-01-01T00:00:00.999999Z', '2026-01-01T00:00:00.500000Z')).toBe('2026-01-01T00:00:01.000000Z');
  expect(knownFrom('2026-01-01T00:00:00.000001Z', '2026-01-01T00:00:00.000001Z')).toBe('2026-01-01T00:00:00.000002Z');
});
