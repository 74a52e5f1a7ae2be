// 宗地代码 (19) and 不动产单元代码 (28). Neither has a check digit; both are attributes that arrive later, never identity.
import { z } from 'zod';

const parcelCodePattern = /^\d{12}[GJZ][A-HSWXY]\d{5}$/;

/** 宗地代码: county 6, cadastral district 3, sub-district 3, 特征码 2, sequence 5 (00001–99999). */
export const parcelCode = z
  .string()
  .regex(parcelCodePattern, 'expected a parcel code of 19 characters: 12 digits, 2 feature letters, 5 digits')
  .refine((code) => !code.endsWith('00000'), 'expected a sequence number from 00001 to 99999')
  .meta({ description: '宗地代码', example: '310116112001GB00001' });

/** 不动产单元代码: a parcel code, then the feature F, L or Q with 8 digits, or W with 8 zeros. Printed 6 6 7 9 with spaces. */
export const realEstateUnitCode = z
  .string()
  .regex(/^\d{12}[GJZ][A-HSWXY]\d{5}([FLQ]\d{8}|W0{8})$/, 'expected a real-estate unit code of 28 characters')
  .meta({ description: '不动产单元代码', example: '310116112001GB00001F00010001' });

/** The parcel code inside a real-estate unit code. */
export const parcelCodeOfUnit = (unitCode: string): string => unitCode.slice(0, 19);

/** The county (district) that a code names in its first six digits. */
export const countyOf = (code: string): string => code.slice(0, 6);
