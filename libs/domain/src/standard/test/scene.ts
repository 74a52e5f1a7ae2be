// Words of the specifications: a sound standard to be broken, and the commands that take it through its life.
import { date, type EffectiveDate } from '../../kernel/index.ts';
import type { Method, Scheme, Standard } from '../../scoring/index.ts';
import { item, scheme, small } from '../../scoring/test/standards.ts';
import { command } from '../../testing/given.ts';
import { type StandardCommand, standardCommands } from '../commands.ts';

export const place = { jurisdiction: '310116', year: 2024, subject: 'parcel' as const };

/** As it comes over the border: a content is read by its shape. */
export const drafting = (content: unknown, overrides: object = {}): StandardCommand =>
  command('DraftStandard', standardCommands.DraftStandard.parse({ ...place, parentPublished: null, content, ...overrides }));
export const draft = (content: unknown = small): StandardCommand => drafting(content);
export const validate = (version = 1): StandardCommand => command('ValidateStandard', { ...place, version });
const on = (day: string): { readonly effectiveOn: EffectiveDate } => ({ effectiveOn: date(day) });
export const publish = (version = 1, from = '2024-01-01', until: string | null = null): StandardCommand =>
  command('PublishStandard', { ...place, version, validUntil: until === null ? null : date(until) }, on(from));
export const next = { jurisdiction: '310116', year: 2025, version: 1 };
export const supersede = (version = 1, from = '2025-01-01', by = next): StandardCommand =>
  command('SupersedeStandard', { ...place, version, by }, on(from));

/** The small standard with another scheme, or with one item of a method. */
export const withScheme = (changes: Partial<Scheme>): Standard => ({ ...small, schemes: [{ ...scheme, ...changes }] });
export const withMethod = (method: Method, of = 'per-mu'): Standard => withScheme({ items: [item(of, '100', method)] });
