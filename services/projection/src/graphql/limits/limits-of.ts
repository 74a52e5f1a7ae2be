import type { Role } from '@yimu/domain/kernel';
import { type BudgetSizes, openBudget } from './budget.ts';
import type { Limits } from './limits.ts';
import { readManifest, type TrustMode, trustedDocuments } from './trusted-documents.ts';

/** What the environment says about limits. */
export interface LimitSettings {
  readonly YIMU_ISSUER: string;
  readonly GRAPHQL_INTROSPECTION?: 'on' | 'off' | undefined;
  readonly QUERY_COST_LIMIT: number;
  readonly QUERY_POINTS_PER_MINUTE: BudgetSizes;
  readonly TRUSTED_DOCUMENTS: TrustMode;
  readonly TRUSTED_DOCUMENTS_FILE?: string | undefined;
  readonly TRUSTED_DOCUMENTS_EXEMPT: readonly Role[];
}

/** A name under .invalid can never be an address (RFC 2606): its tokens are for trying out. */
const isDevelopment = (issuer: string): boolean => URL.canParse(issuer) && new URL(issuer).hostname.endsWith('.invalid');

/** The limits that the environment sets, with full buckets. Throws ConfigError when the file of trusted documents is none. */
export const limitsOf = async (settings: LimitSettings): Promise<Limits> => {
  const { TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_FILE: file = '', TRUSTED_DOCUMENTS_EXEMPT: exempt } = settings;
  return {
    largestCost: settings.QUERY_COST_LIMIT,
    charge: openBudget(settings.QUERY_POINTS_PER_MINUTE),
    introspection:
      settings.GRAPHQL_INTROSPECTION === undefined ? isDevelopment(settings.YIMU_ISSUER) : settings.GRAPHQL_INTROSPECTION === 'on',
    textOf: trustedDocuments(mode === 'off' ? { mode } : { mode, manifest: await readManifest(file), exempt }),
  };
};
