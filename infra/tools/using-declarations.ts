// swc parses `using` and `await using`, but its walker, which dependency-cruiser extends, stops at them: "Unknown statement
// type". Importing this module teaches every walk of this process to look inside them as it does with const.
import * as swc from '@swc/core/Visitor.js';

interface Statement {
  readonly type: string;
  readonly decls?: readonly unknown[];
}

/** The part of the walker that matters here. */
interface Walker {
  visitStatement: (this: Walker, statement: Statement) => Statement;
  visitVariableDeclarators: (declarators: readonly unknown[]) => unknown;
}

const walker: Walker = (swc as unknown as { readonly Visitor: { readonly prototype: Walker } }).Visitor.prototype;
const visitOther = walker.visitStatement;

walker.visitStatement = function (statement) {
  if (statement.type !== 'UsingDeclaration') return visitOther.call(this, statement);
  this.visitVariableDeclarators(statement.decls ?? []);
  return statement;
};
