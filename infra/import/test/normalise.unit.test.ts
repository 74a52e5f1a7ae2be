import { describe, expect, it } from 'vitest';
import { decimalOf, enterpriseOf, rowNumberOf, tidyName, tidyText, yearOf } from '../normalise.ts';

describe('what a printed cell says, its print faults aside', () => {
  it.each([
    ['上海瓯风新材料科 技有限公司', '上海瓯风新材料科技有限公司'],
    ['上海佳美漂染有限 公司', '上海佳美漂染有限公司'],
    ['上海革信门业有限 公司', '上海革信门业有限公司'],
    ['上海普利滋纺织染 整有限公司', '上海普利滋纺织染整有限公司'],
    ['上海长宁橡胶制品 厂有限公司', '上海长宁橡胶制品厂有限公司'],
    ['上海长宁\n橡胶　制品厂', '上海长宁橡胶制品厂'],
    ['巢进化学（上海）有限公司', '巢进化学（上海）有限公司'],
    ['Tesla Shanghai 有限公司', 'Tesla Shanghai有限公司'],
  ])('a name without the spaces of the print: %s', (printed, name) => {
    expect(tidyName(printed)).toBe(name);
  });

  it('the enterprise behind the name of its land', () => {
    expect(enterpriseOf('上海古岛时装有限公司地块')).toBe('上海古岛时装有限公司');
    expect(enterpriseOf('上海昆磊毛纺织有限公司')).toBe('上海昆磊毛纺织有限公司');
  });

  it.each([
    ['平业路 189 号 8 幢', '平业路189号8幢'],
    ['东海村镇南 2208 号 B 区', '东海村镇南2208号B区'],
    ['张漕公路 ５８８ 号', '张漕公路588号'],
    ['Gate B 12', 'Gate B 12'],
  ])('an address: %s', (printed, address) => {
    expect(tidyText(printed)).toBe(address);
  });

  it.each([
    ['1 0', '10'],
    ['5 5', '55'],
    ['6 0', '60'],
    ['6 5', '65'],
    ['1 2', '12'],
    ['1 6', '16'],
    ['１８', '18'],
    [' 30.62 ', '30.62'],
    ['-3', '-3'],
    ['4,500', '4500'],
    ['0.5', '0.5'],
  ])('digits torn apart or full-width: %s', (printed, decimal) => {
    expect(decimalOf(printed)).toBe(decimal);
  });

  it.each(['', '约30', '30.62亩', '1,2', '1.2.3', '007', '12-16', 'NaN', '1e3'])('no number where there is none: %j', (printed) => {
    expect(decimalOf(printed)).toBeUndefined();
  });

  it.each([
    ['2025 年', 2025],
    ['2025年', 2025],
    ['2 0 2 6', 2026],
    ['２０２４', 2024],
  ])('a year: %s', (printed, year) => {
    expect(yearOf(printed)).toBe(year);
  });

  it.each(['', '25', '2025-2026', '1999', '2025年底', '二〇二五年'])('no year where there is none: %j', (printed) => {
    expect(yearOf(printed)).toBeUndefined();
  });

  it('a 序号, and nothing that is none', () => {
    expect(rowNumberOf('1 2')).toBe('12');
    expect(['0', '', '一', '1.5', '-1'].map(rowNumberOf)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('reads what it has read once more as the same', () => {
    for (const printed of ['上海瓯风新材料科 技有限公司', '东海村镇南 2208 号 B 区', ' Tesla  上海 ', '（ ２ ）号']) {
      expect(tidyName(tidyName(printed))).toBe(tidyName(printed));
      expect(tidyText(tidyText(printed))).toBe(tidyText(printed));
    }
  });
});
