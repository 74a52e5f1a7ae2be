import { expect, it } from 'vitest';
import { firstOf } from './first-of.ts';

it('is the first of a list', () => expect(firstOf(['a', 'b'])).toBe('a'));
it('may be nothing itself', () => expect(firstOf([undefined])).toBeUndefined());
it('of an empty list is a bug, and no value', () => expect(() => firstOf([])).toThrow('an empty list'));
