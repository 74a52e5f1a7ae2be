import { categoryOf } from '@yimu/event-store';
import { auctionTopics } from './auction-topics.ts';
import { contractTopics } from './contract-topics.ts';
import { gradingTopics } from './grading-topics.ts';
import { parcelTopics } from './parcel-topics.ts';
import { partyTopics } from './party-topics.ts';
import { placeTopics } from './place-topics.ts';
import { titleTopics } from './title-topics.ts';
import type { Topic } from './topic.ts';

export type { SetName, Topic } from './topic.ts';

/** Everything that history and changes tell of. */
export const topics: readonly Topic[] = [
  ...parcelTopics,
  ...titleTopics,
  ...gradingTopics,
  ...contractTopics,
  ...auctionTopics,
  ...partyTopics,
  ...placeTopics,
];

const byName: ReadonlyMap<string, Topic> = new Map(topics.map((topic) => [topic.name, topic]));

/** The topic of that name. Throws where there is none, which the schema rules out. */
export const topicOf = (name: string): Topic => {
  const topic = byName.get(name);
  if (topic === undefined) throw new Error(`no topic ${name}`);
  return topic;
};

/** Topics whose rows are folded from a stream of this category; results of enterprises are one with those of parcels. */
export const topicsOfStream = (stream: string): readonly Topic[] => {
  const category = categoryOf(stream).replace(/^enterpriseassessment$/, 'assessment');
  return topics.filter((topic) => topic.category === category);
};
