import ts from 'typescript';

/** A place where a task or a wait is made and then dropped. Lines and columns from 1. */
export interface ForgottenTask {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * Finds statements whose value is a `Task` (a generator) or a `Wait` that nobody yields, spawns or keeps: nothing of it
 * would ever happen. The kernel notices forgotten waits when a run meets them, forgotten tasks only the types tell.
 */
export function findForgottenTasks(program: ts.Program, files: readonly ts.SourceFile[]): ForgottenTask[] {
  const checker = program.getTypeChecker();
  return files.flatMap((file) => {
    const found: ForgottenTask[] = [];
    const visit = (node: ts.Node): void => {
      const message = complaintAbout(node, checker);
      if (message !== undefined) {
        const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
        found.push({ file: file.fileName, line: line + 1, column: character + 1, message });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });
}

function complaintAbout(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  if (ts.isExpressionStatement(node) || ts.isVoidExpression(node)) {
    const kind = kindOf(node.expression, checker);
    return kind && `this ${kind} is made and dropped: yield* it, or spawn it`;
  }
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && isCalledForNothing(node, checker)) {
    const kind = kindOf(node.body, checker);
    return kind && `this function gives a ${kind} to a caller that drops it: spawn it`;
  }
  if (ts.isYieldExpression(node) && node.asteriskToken === undefined && node.expression !== undefined) {
    const kind = kindOf(node.expression, checker);
    return kind && `this ${kind} is yielded without a star: yield* it`;
  }
  return undefined;
}

/** Whether an expression gives, at least in some cases, a task or a wait; an assignment keeps what it gives. */
function kindOf(expression: ts.Expression, checker: ts.TypeChecker): 'task' | 'wait' | undefined {
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return undefined;
  const type = checker.getTypeAtLocation(expression);
  const parts = type.isUnion() ? type.types : [type];
  if (parts.some((part) => part.getSymbol()?.name === 'Generator')) return 'task';
  return parts.some((part) => isWait(part, checker)) ? 'wait' : undefined;
}

function isWait(type: ts.Type, checker: ts.TypeChecker): boolean {
  const symbol = type.getSymbol();
  if (symbol === undefined || (!type.isClassOrInterface() && !(type.flags & ts.TypeFlags.Object))) return false;
  const isDeclared = symbol.declarations?.some((at) => at.getSourceFile().fileName.endsWith('/simulation/task.ts'));
  if (symbol.name === 'Wait' && isDeclared === true) return true;
  return (checker.getDeclaredTypeOfSymbol(symbol).getBaseTypes() ?? []).some((base) => isWait(base, checker));
}

/** Whether the caller of a function expects nothing back. */
function isCalledForNothing(node: ts.ArrowFunction, checker: ts.TypeChecker): boolean {
  const signatures = checker.getContextualType(node)?.getCallSignatures() ?? [];
  return signatures.some((signature) => (checker.getReturnTypeOfSignature(signature).flags & ts.TypeFlags.Void) !== 0);
}
