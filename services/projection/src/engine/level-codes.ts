import { levelOf, paddedCode, parentOf } from '@yimu/domain/kernel';

/** The three level columns of a row. A district's own row has its code padded in town_code, which no town's scope reaches. */
export const levelCodes = (code: string): { readonly city_code: string; readonly district_code: string; readonly town_code: string } => {
  const district = levelOf(code) === 'town' ? code.slice(0, 6) : code;
  return { city_code: parentOf(district) ?? district, district_code: district, town_code: paddedCode(code) };
};
