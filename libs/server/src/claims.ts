// What a token must say about its holder, and the actor that events will name.
import { type Actor, jurisdictionCode, roles, scopeKinds } from '@yimu/domain/kernel';
import { z } from 'zod';

const scope = z
  .strictObject({ kind: z.enum(scopeKinds), value: z.string().min(1).max(100) })
  .superRefine(({ kind, value }, context) => {
    const shape = { subtree: jurisdictionCode, party: z.uuid(), mandate: z.uuid() }[kind as string];
    if (shape !== undefined && !shape.safeParse(value).success)
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: kind === 'subtree' ? 'expected a jurisdiction code' : 'expected an id',
      });
  })
  // Ids are compared as text, and stand in the ledger in small letters.
  .transform(({ kind, value }) => ({ kind, value: kind === 'party' || kind === 'mandate' ? value.toLowerCase() : value }));

/** Yimu's own claims are strict; claims of other standards (azp, jti, …) are not ours to judge and are dropped. */
const claims = z
  .object({
    sub: z
      .string()
      .min(1)
      .max(200)
      // Reactions act under this prefix; a person must not be mistaken for one.
      .refine((sub) => !sub.startsWith('reaction:'), 'expected a subject that is not a reaction'),
    exp: z.int(),
    nbf: z.int().optional(),
    roles: z.array(z.enum(roles)).min(1).max(roles.length),
    department: z.string().min(1).max(40).optional(),
    scope,
  })
  .refine((holder) => holder.department !== undefined || !holder.roles.includes('department'), {
    path: ['department'],
    message: 'expected a department with the role department',
  });

export interface Holder {
  readonly actor: Actor;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly notBefore: number;
}

/** Reads verified claims; the name of the first wrong claim (for example `scope.value`) when they are not Yimu's. */
export const readClaims = (payload: unknown): Holder | { readonly wrongClaim: string } => {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return { wrongClaim: parsed.error.issues[0]?.path.join('.') || 'payload' };
  const { sub, roles: held, department, scope: bounds, exp, nbf } = parsed.data;
  return {
    actor: { sub, scope: bounds, roles: [...new Set(held)], ...(department === undefined ? {} : { department }) },
    expires: exp,
    notBefore: nbf ?? 0,
  };
};
