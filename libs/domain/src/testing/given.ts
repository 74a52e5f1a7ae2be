// The specification language of the contexts: given(decider, past commands).when(command).then(facts | rule name).
import { expect } from 'vitest';
import {
  type Command,
  type Decider,
  type Decision,
  date,
  type EventCatalogue,
  type Fact,
  fold,
  type Identified,
  isRejection,
  type Source,
} from '../kernel/index.ts';
import { assertStorable } from './storable.ts';

/** The n-th event id of a specification, from 0. */
export const specId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A citation for specifications that do not care which. */
export const specSource: Source = { kind: 'document', number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: date('2024-03-11') };

/** Wraps a command's data: effective 2024-03-11, said on 2026-01-01, citing specSource, unless overridden. */
export const command = <T extends string, D>(
  type: T,
  data: D,
  overrides: Partial<Omit<Command<T, D>, 'type' | 'data'>> = {},
): Command<T, D> => ({ type, data, effectiveOn: date('2024-03-11'), today: date('2026-01-01'), sources: [specSource], ...overrides });

/** What a refusal says in each of its languages. */
interface InBoth {
  readonly en: string;
  readonly zh: string;
}

/** A fact reduced to what a specification states: type and data, and which event it corrects. */
type Stated<E extends Fact> = { [T in E['type']]: { type: T; data: Extract<E, { type: T }>['data']; corrects?: string } }[E['type']];

const show = (value: unknown): string => JSON.stringify(value, null, 2);

/** Gives facts the ids specId(0), specId(1), … so that they can be folded. */
export const identified = <E extends Fact>(facts: readonly E[], from = 0): Identified<E>[] =>
  facts.map((fact, n) => ({ ...fact, id: specId(from + n) }));

/**
 * Binds specifications to a context's storage contract: every fact they yield must be storable by it.
 * @returns given(decider, …history): starts a specification with the commands that led here; each must be accepted
 */
export const specify =
  (catalogue: EventCatalogue) =>
  <C extends Command, E extends Fact, S>(decider: Decider<C, E, S>, ...history: readonly NoInfer<C>[]) => {
    const events: Identified<E>[] = [];
    const decide = (next: C): Decision<E> => {
      const decision = decider.decide(next, fold(decider, events));
      if (!isRejection(decision)) assertStorable(catalogue, decision);
      return decision;
    };
    for (const past of history) {
      const decision = decide(past);
      if (isRejection(decision)) throw new Error(`the history was refused: ${past.type}: ${decision.rule}`);
      events.push(...identified(decision, events.length));
    }
    return {
      /** The state reached. */
      state: fold(decider, events),
      when: (next: C) => {
        const decision = decide(next);
        return {
          /** The command yields exactly these facts. */
          then: (...expected: Stated<E>[]): void => {
            const actual = isRejection(decision)
              ? decision
              : decision.map(({ type, data, corrects }) => (corrects === undefined ? { type, data } : { type, data, corrects }));
            expect(actual).toEqual(expected);
          },
          /** The facts concern exactly these jurisdictions, each fact all of them. */
          thenConcerns: (...codes: string[]): void => {
            if (isRejection(decision) || decision.length === 0)
              throw new Error(`expected facts, but ${next.type} yielded ${show(decision)}`);
            for (const { jurisdictions } of decision) expect(jurisdictions).toEqual(codes);
          },
          /** The command changes nothing. */
          thenNothing: (): void => {
            if (isRejection(decision) || decision.length > 0)
              throw new Error(`expected nothing, but ${next.type} yielded ${show(decision)}`);
          },
          /** The command is refused by this rule, and the refusal (in English and Chinese) says these words. */
          thenRefused: (rule: string, ...words: (string | InBoth)[]): void => {
            if (!isRejection(decision)) throw new Error(`expected ${rule}, but ${next.type} yielded ${show(decision)}`);
            if (decision.rule !== rule)
              throw new Error(`expected ${rule}, but ${next.type} was refused by ${decision.rule}: ${decision.en}`);
            expect(`${decision.en}${decision.zh}`, 'every parameter of the refusal is filled in').not.toMatch(/[{}]/);
            for (const word of words) {
              const { en, zh } = typeof word === 'string' ? { en: word, zh: word } : word;
              expect(decision.en).toContain(en);
              expect(decision.zh).toContain(zh);
            }
          },
        };
      },
    };
  };
