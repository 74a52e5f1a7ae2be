import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey } from './name-key.ts';

describe('the key of a name', () => {
  it.each([
    ['上海瓯风新材料科 技有限公司', '上海瓯风新材料科技有限公司', 'a space inside the name'],
    ['上海佳美漂染有限 公司', '上海佳美漂染有限公司', 'a space inside the name'],
    ['上海长宁橡胶制品 厂有限公司', '上海长宁橡胶制品厂有限公司', 'a space inside the name'],
    ['上海普利滋纺织染 整有限公司', '上海普利滋纺织染整有限公司地块', 'a space in one list, the suffix 地块 in the other'],
    ['上海古岛时装有限公司地块', '上海古岛时装有限公司', 'the suffix 地块'],
    ['华威粘结材料（上海）股份有限公司', '华威粘结材料(上海)股份有限公司', 'full-width brackets'],
    ['上海\u3000万拓\u00a0实业\n有限公司', '上海万拓实业有限公司', 'full-width, hard spaces and line breaks'],
    ['工业园区１２号', '工业园区12号', 'full-width digits'],
  ])('of %j is that of %j: %s', (left, right) => expect(nameKey(left)).toBe(nameKey(right)));
  it('keeps different enterprises apart', () => {
    expect(nameKey('上海万拓实业有限公司')).not.toBe(nameKey('上海万海实业有限公司'));
    expect(nameKey('九亭镇')).not.toBe(nameKey('九里亭街道'));
  });
  it('leaves 地块 alone where it is no suffix', () => expect(nameKey('地块开发有限公司')).toBe('地块开发有限公司'));
});

it('does not depend on where a print broke the name', () => {
  const name = fc.array(fc.constantFrom(...'上海古岛时装有限公司（）A1'.split('')), { minLength: 1, maxLength: 20 });
  const space = fc.constantFrom('', ' ', '\u3000', '\t', '\n');
  fc.assert(
    fc.property(name, fc.array(space, { minLength: 20, maxLength: 20 }), fc.boolean(), (characters, spaces, suffixed) => {
      const broken = characters.map((character, n) => `${character}${spaces[n] ?? ''}`).join('');
      expect(nameKey(`${broken}${suffixed ? '地块' : ''}`)).toBe(nameKey(characters.join('')));
    }),
  );
});
