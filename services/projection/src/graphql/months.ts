import { badInput } from './errors.ts';

const mostMonths = 600;

/** A number of months. Throws a 4xx error unless 1 ≤ months ≤ 600. */
export const checkedMonths = (field: string, months: number): number => {
  if (months < 1 || months > mostMonths)
    throw badInput(field, `${field}: expected 1 to ${mostMonths}, not ${months}.`, `${field}：应为1至${mostMonths}，实为${months}。`);
  return months;
};
