// For everyone who writes a rule: how a refusal is named, worded and raised.
// A refusal is a value a person can act on; a bug throws instead.

/** How the edge answers: `conflict` = the state forbids it (409), `unacceptable` = the command itself is wrong (422). */
export type RefusalKind = 'conflict' | 'unacceptable';

/** One entry of a context's catalogue. Texts may name parameters as `{name}`. */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly en: string;
  readonly zh: string;
}

/** All refusals of a context by rule name; rule names are unique across contexts and are listed in docs/errors.md. */
export type RefusalCatalogue = Readonly<Record<string, Refusal>>;

/** A decision that was refused: the rule's name, both texts with their parameters filled in. */
export interface Rejection {
  readonly rejected: true;
  readonly rule: string;
  readonly kind: RefusalKind;
  readonly en: string;
  readonly zh: string;
}

const fill = (text: string, parameters: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));

/** Names the broken rule and fills its texts. Throws when `rule` is not in the catalogue, which is a bug. */
export const refuse = <C extends RefusalCatalogue>(
  catalogue: C,
  rule: keyof C & string,
  parameters: Readonly<Record<string, string | number>> = {},
): Rejection => {
  const refusal = catalogue[rule];
  if (refusal === undefined) throw new Error(`no refusal is called ${rule}`);
  return { rejected: true, rule, kind: refusal.kind, en: fill(refusal.en, parameters), zh: fill(refusal.zh, parameters) };
};

/** Narrows a decision (events or a rejection) to its rejection. */
export const isRejection = (value: unknown): value is Rejection =>
  typeof value === 'object' && value !== null && 'rejected' in value && value.rejected === true;

/** A rule looks at a command and a state and names what is wrong, or nothing. A list of them is the policy. */
export type Rule<C, S> = (command: C, state: S) => Rejection | undefined;

/** The first refusal of a list of rules, in the order the list states them. */
export const firstRefusal = <C, S>(rules: readonly Rule<C, S>[], command: C, state: S): Rejection | undefined => {
  for (const rule of rules) {
    const refused = rule(command, state);
    if (refused !== undefined) return refused;
  }
  return undefined;
};
