/** How often something was seen that the system gives up knowingly: `observed` of `of` occasions, and one case in words. */
export interface Measure {
  readonly observed: number;
  readonly of: number;
  readonly example: string | undefined;
}
