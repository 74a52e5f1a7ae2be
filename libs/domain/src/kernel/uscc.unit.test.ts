import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uscc, usccCheckCharacter } from './uscc.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('');
const accepts = (code: string) => uscc.safeParse(code).success;

describe('a unified social credit code', () => {
  it.each(['91350100M000100Y43', '91330100799655058B', '9144030071526726XG', '914403001922038216'])('takes %s', (code) =>
    expect(uscc.parse(code)).toBe(code),
  );
  it('computes the check character of the example in GB 32100-2015', () => expect(usccCheckCharacter('91350100M000100Y4')).toBe('3'));
  it('refuses a wrong check character, and says so', () => {
    expect(accepts('91310115MA1H8R7C67')).toBe(true);
    expect(uscc.safeParse('91310115MA1H8R7C6D').error?.issues[0]?.message).toBe('the check character does not fit (GB 32100-2015)');
  });
  it.each(['I', 'O', 'S', 'V', 'Z'])('refuses the letter %s, which the standard leaves out', (letter) => {
    expect(accepts(`91350100M000100${letter}43`)).toBe(false);
    expect(accepts(`91350100M000100Y4${letter}`)).toBe(false);
  });
  it.each([
    '',
    '91350100M000100Y4',
    '91350100M000100Y433',
    '91350100m000100y43',
    '9135010AM000100Y43',
    ' 91350100M000100Y43',
    '９1350100M000100Y43',
  ])('refuses %j', (code) => expect(accepts(code)).toBe(false));
});

const character = fc.constantFrom(...alphabet);
const digit = fc.constantFrom(...'0123456789'.split(''));
const joined = (parts: fc.Arbitrary<string>, length: number) =>
  fc.array(parts, { minLength: length, maxLength: length }).map((all) => all.join(''));
const first17 = fc.tuple(joined(character, 2), joined(digit, 6), joined(character, 9)).map((parts) => parts.join(''));

it('exactly one of the 31 characters fits as check character', () => {
  fc.assert(
    fc.property(first17, (code) => {
      expect(alphabet.filter((check) => accepts(code + check))).toEqual([usccCheckCharacter(code)]);
    }),
  );
});

it('changing any one of the first 17 characters breaks the code', () => {
  fc.assert(
    fc.property(first17, fc.nat(16), character, (code, place, other) => {
      fc.pre(code.charAt(place) !== other);
      const whole = code + usccCheckCharacter(code);
      expect(accepts(whole)).toBe(true);
      expect(usccCheckCharacter(code.slice(0, place) + other + code.slice(place + 1))).not.toBe(usccCheckCharacter(code));
      expect(accepts(whole.slice(0, place) + other + whole.slice(place + 1))).toBe(false);
    }),
  );
});
