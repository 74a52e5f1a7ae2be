// What the isolation suite asks of the search, by the words that what 漕泾 has shows itself by.

/** One question, asking for what the other town has; its hits show themselves by the marks of other topics. */
export const searchQuestions: Readonly<Record<string, string>> = {
  search: `{ search(text: "漕地", first: 200) { nodes { kind id name field text former } }
    company: search(text: "漕企业", first: 200) { nodes { kind id name text } } contract: search(text: "漕合同1", first: 200) { nodes { id text } }
    court: search(text: "漕法院", first: 200) { nodes { id text } } plan: search(text: "漕企", kinds: [PLAN_ENTRY]) { nodes { id text } } }`,
};
