// The package's entry: what a program uses that judges its own histories or runs systems itself.
export { checkLinearizability } from './checkers/linearizability/check-linearizability.ts';
export {
  checkWithPorcupine,
  type PorcupineOptions,
  type SecondOpinion,
} from './checkers/linearizability/second-opinion/check-with-porcupine.ts';
export type { LinearizabilityOptions } from './checkers/linearizability/options.ts';
export { checkIsolation, type IsolationOptions } from './checkers/isolation/check-isolation.ts';
export type {
  Beginning,
  Call,
  CallShape,
  Growth,
  SeparateValues,
  Shape,
  Spec,
} from './checkers/linearizability/spec.ts';
export { checkTimestamps } from './checkers/timestamps/check-timestamps.ts';
export { TimestampMonitor } from './checkers/timestamps/timestamp-monitor.ts';
export { checkBank, type BankOptions } from './checkers/bank/check-bank.ts';
export { checkLongFork } from './checkers/long-fork/check-long-fork.ts';
export { checkCausalReverse } from './checkers/causal-reverse/check-causal-reverse.ts';
export { checkPredicateG2 } from './checkers/predicate-g2/check-predicate-g2.ts';
export {
  checkExternalConsistency,
  type ExternalConsistencyOptions,
} from './checkers/external-consistency/check-external-consistency.ts';
export type {
  Anomaly,
  Exercised,
  Holds,
  Unknown,
  Vacuous,
  Verdict,
  VerdictKind,
  Violated,
} from './checkers/verdict.ts';
export { assertHolds, ViolationError } from './claims/assert-holds.ts';
export { judge } from './claims/judge.ts';
export type { GuaranteeJudgement, Judgement, Price, TradeoffMeasure } from './claims/judgement.ts';
export type {
  CapChoice,
  Claim,
  Contract,
  FaultKind,
  GuaranteeName,
  PresetName,
  TradeoffName,
} from './claims/vocabulary.ts';
export { History, type Invocation, type Outcome } from './history/history.ts';
export { HistoryError } from './history/history-error.ts';
export type { Operation } from './history/operation.generated.ts';
export { readHistory } from './history/read.ts';
export { writeEdnHistory, writeHistory } from './history/write.ts';
export { SYSTEMS, systemNamed, variantNamed } from './models/registry.ts';
export { defineSystem, type Settings, type System, type SystemPlan, type Variant } from './models/system.ts';
export type { Fault } from './nemesis/fault.ts';
export { PRESETS } from './nemesis/preset.ts';
export { drawPlan } from './search/draw-plan.ts';
export type { Plan, PlanRequest } from './search/plan.ts';
export { type Run, simulate, type SimulateOptions, SimulationError } from './search/simulate.ts';
export { type Client, ClientProgram, type Phases } from './workloads/client-program.ts';
export type { Completion, PlannedOperation } from './workloads/planned-operation.ts';
export { mix, type Share } from './workloads/mix.ts';
export { Random } from './workloads/random.ts';
export { reserve, type Reservation } from './workloads/reserve.ts';
export { type Pace, stagger } from './workloads/stagger.ts';
export { untilOk } from './workloads/until-ok.ts';
export { zipf } from './workloads/zipf.ts';
