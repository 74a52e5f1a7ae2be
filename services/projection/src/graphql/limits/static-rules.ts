// What a document may be before anybody looks up its fields: nested, renamed, decorated and repeated only so much.
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql';
import { hintless } from './hints.ts';
import { refusal } from './refusals.ts';
import { rootFieldsRule } from './root-fields.ts';

/** The largest document that is answered. */
export const staticLimits = { tokens: 2_000, characters: 65_536, depth: 10, aliases: 30, directives: 20, rootFields: 20 } as const;

const tooMany = (limit: number, en: string, zh: string): GraphQLError =>
  refusal('limit', `The document ${en}: expected at most ${limit}.`, `查询文档${zh}：不得超过${limit}。`, { limit });

/** Armor's rules throw by themselves; told not to, they report as every other rule does. Fragments count wherever they are spread. */
const reporting = (error: GraphQLError) => ({
  exposeLimits: false,
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null) => context?.reportError(error)],
});

const queriesOnly: ValidationRule = (context) => ({
  OperationDefinition: ({ operation }) => {
    if (operation !== 'query')
      context.reportError(
        refusal(
          'limit',
          `The document: expected a query; nothing is changed here, and no ${operation} is answered.`,
          '查询文档只能为 query：本服务只读。',
        ),
      );
  },
});

const rules: readonly ValidationRule[] = [
  queriesOnly,
  maxDepthRule({
    n: staticLimits.depth,
    flattenFragments: true,
    ...reporting(tooMany(staticLimits.depth, 'exceeds the depth of nested fields', '嵌套层数过多')),
  }),
  maxAliasesRule({
    n: staticLimits.aliases,
    // Or `__typename` could be renamed without end.
    allowList: [],
    ...reporting(tooMany(staticLimits.aliases, 'has too many aliases', '别名过多')),
  }),
  maxDirectivesRule({
    n: staticLimits.directives,
    ...reporting(tooMany(staticLimits.directives, 'has too many directives', '指令过多')),
  }),
  rootFieldsRule(staticLimits.rootFields, tooMany(staticLimits.rootFields, 'asks too many questions at once', '一次提出的根字段过多')),
];

/**
 * The refusals of a document by its mere shape, cheap enough to run before validation proper.
 * @param introspection whether `__schema` and `__type` are answered
 */
export const shapeErrors = (schema: GraphQLSchema, document: DocumentNode, introspection: boolean): readonly GraphQLError[] =>
  validate(schema, document, introspection ? rules : [...rules, NoSchemaIntrospectionCustomRule], hintless);
