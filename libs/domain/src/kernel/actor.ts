import { z } from 'zod';

/** The five ways a caller may be bounded. */
export const scopeKinds = ['subtree', 'park', 'party', 'mandate', 'case'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

/** A verified scope: what its holder may see and touch. For `subtree` the value is a jurisdiction code. */
export interface Scope {
  readonly kind: ScopeKind;
  readonly value: string;
}

/** Roles; what each may do is libs/server's permission table. */
export const roles = [
  'town-officer',
  'park-officer',
  'department',
  'task-force',
  'city-department',
  'city-recorder',
  'court-clerk',
  'enterprise',
  'technical-unit',
  'auditor',
  'admin',
] as const;
export type Role = (typeof roles)[number];

/** Who acted, as every event keeps it. Reactions act as `reaction:<name>`. */
export const actor = z.strictObject({
  sub: z.string().min(1).max(200),
  scope: z.strictObject({ kind: z.enum(scopeKinds), value: z.string().min(1).max(100) }),
  roles: z.array(z.enum(roles)).min(1),
  department: z.string().min(1).max(40).optional(),
});
export type Actor = z.infer<typeof actor>;
