// What an answer has to say beside its data.

/** Stands in the extensions of the answer. */
export interface Notice {
  readonly code: 'known-at-before-first-event';
  readonly en: string;
  readonly zh: string;
}

/** An empty answer about a moment before the first event is the truth; that nothing at all was known then is said beside it. */
export const beforeFirstEvent = (knownAt: string, first: string): Notice => ({
  code: 'known-at-before-first-event',
  en: `knownAt ${knownAt}: nothing was known yet; the first event became known at ${first}.`,
  zh: `knownAt ${knownAt}：此时尚无任何记录；首个事件自${first}起可知。`,
});
