import { effectiveDate } from '@yimu/domain/kernel';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const text = (name: string, check: (value: string) => string): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: (value) => {
      if (typeof value !== 'string') throw new GraphQLError(`expected ${name} as text`);
      return check(value);
    },
    parseLiteral: (node) => {
      if (node.kind !== Kind.STRING) throw new GraphQLError(`expected ${name} as text`);
      return check(node.value);
    },
  });

/** `Date` counts 30 February as 1 March and knows a year 0; the database knows neither. */
const isReal = (seconds: string): boolean => {
  const instant = new Date(`${seconds}Z`);
  return !Number.isNaN(instant.getTime()) && instant.getUTCFullYear() > 0 && instant.toISOString().startsWith(seconds);
};

/** Scalars of the schema; each refuses in one sentence what it cannot read. */
export const scalars = {
  Date: text('Date', (value) => {
    const parsed = effectiveDate.safeParse(value);
    if (!parsed.success) throw new GraphQLError('expected a calendar date as YYYY-MM-DD');
    return parsed.data;
  }),
  /** Brought to six decimals, in which instants compare as text. */
  DateTime: text('DateTime', (value) => {
    const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?Z$/.exec(value);
    if (match === null || !isReal(match[1] ?? '')) throw new GraphQLError('expected an instant as YYYY-MM-DDTHH:MM:SSZ');
    return `${match[1]}.${(match[2] ?? '').padEnd(6, '0')}Z`;
  }),
  Decimal: text('Decimal', (value) => value),
  JSON: new GraphQLScalarType({ name: 'JSON', serialize: (value) => value }),
};
