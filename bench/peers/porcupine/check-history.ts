import { checkOperationsTimeout, type CheckLimits, type CheckResult } from '../../../vendor/porcupine-ts/src/index.ts';
import { casRegister } from '../../../vendor/porcupine-ts/test/models/cas-register.ts';
import { keyValue } from '../../../vendor/porcupine-ts/test/models/key-value.ts';
import { register } from '../../../vendor/porcupine-ts/test/models/register.ts';
import type { ModelHistory } from './history-line.ts';

/** The port's verdict. */
export function checkHistory(history: ModelHistory, limits: CheckLimits = {}): CheckResult {
  switch (history.model) {
    case 'register':
      return checkOperationsTimeout(register, history.operations, limits);
    case 'cas-register':
      return checkOperationsTimeout(casRegister, history.operations, limits);
    case 'kv':
      return checkOperationsTimeout(keyValue, history.operations, limits);
  }
}
