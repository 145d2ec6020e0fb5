/** All that may differ around a process and must not show in its runs. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  /** Flags of Node. */
  readonly flags: readonly string[];
  /** Whether the plans run in the opposite order, after another one. */
  readonly isBackwards: boolean;
}

export const HERE: Surroundings = {
  environment: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  flags: ['--hash-seed=1', '--random-seed=1'],
  isBackwards: false,
};

/** A time zone with odd minutes, a language in which `I` has another small letter, and other seeds for V8. */
export const ELSEWHERE: Surroundings = {
  environment: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', NODE_ENV: 'production' },
  flags: ['--hash-seed=271828', '--random-seed=314159'],
  isBackwards: true,
};
