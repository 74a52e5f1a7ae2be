// Decisions are refused, facts are recorded: what another authority registered or life brought about is kept even
// when it breaks a rule. The broken rule is then recorded beside it, and a reaction opens a finding (待核实) for a person.
import { z } from 'zod';
import { isRejection, type Rejection, type Rule } from './rejection.ts';

/** A rule that a reported fact breaks, worded as the refusal of a decision would be. */
export const discrepancy = z.strictObject({ rule: z.string(), en: z.string(), zh: z.string() });
export type Discrepancy = z.infer<typeof discrepancy>;

/** How a fact came to us: decided here, so that the rules bound it, or reported as it is. */
export const basis = z.enum(['decided', 'reported']);
export type Basis = z.infer<typeof basis>;

/** Every refusal of a list of rules, in the order of the list. */
export const allRefusals = <C, S>(rules: readonly Rule<C, S>[], command: C, state: S): readonly Rejection[] =>
  rules.map((rule) => rule(command, state)).filter(isRejection);

/** What is kept of a refusal that did not refuse. */
export const discrepancyOf = ({ rule, en, zh }: Rejection): Discrepancy => ({ rule, en, zh });
