// Names as lists print them: made of common characters, so that two parcels or two companies are called the same now and then.
import { oneOf } from './chance.ts';

const first = [
  '华',
  '金',
  '宏',
  '新',
  '永',
  '德',
  '盛',
  '瑞',
  '恒',
  '东',
  '海',
  '申',
  '沪',
  '浦',
  '江',
  '联',
  '中',
  '昌',
  '福',
  '泰',
] as const;
const second = [
  '源',
  '达',
  '兴',
  '隆',
  '丰',
  '利',
  '杰',
  '成',
  '晟',
  '泽',
  '宇',
  '辉',
  '康',
  '顺',
  '立',
  '安',
  '远',
  '合',
  '诚',
  '茂',
] as const;
const trades = [
  '机械',
  '化工',
  '电子',
  '纺织',
  '食品',
  '包装',
  '建材',
  '汽配',
  '仪表',
  '模具',
  '物流',
  '医药',
  '新材料',
  '精密',
  '金属制品',
] as const;
const roads = ['工业', '兴业', '振兴', '光明', '民乐', '卫清', '金山', '新建', '胜利', '友谊', '创新', '科技'] as const;

const brand = (...words: readonly number[]): string => `${oneOf(first, 1, ...words)}${oneOf(second, 2, ...words)}`;

export const companyName = (n: number): string => `上海${brand(3, n)}${oneOf(trades, 4, n)}有限公司`;
export const formerName = (n: number): string => `上海${brand(5, n)}${oneOf(trades, 6, n)}厂`;
export const parcelName = (n: number): string => `${brand(7, n)}${oneOf(trades, 8, n)}地块`;
export const addressOf = (n: number): string => `${oneOf(roads, 9, n)}路${(n % 3_000) + 1}号`;
