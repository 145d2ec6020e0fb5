import { type Command, Option } from 'commander';

/** One option of a command: what the parser needs, and what the help says. */
export interface OptionEntry {
  readonly flags: string;
  readonly help: string;
  /** Shown in the help. The value is a string, as if it had been typed. */
  readonly byDefault?: string;
  /** May be given several times. */
  readonly isRepeated?: boolean;
}

/** Adds the options of a table to a command. Values arrive as strings: each is parsed where it is used. */
export function addOptions(command: Command, table: readonly OptionEntry[]): Command {
  for (const { flags, help, byDefault, isRepeated } of table) {
    const option = new Option(flags, help);
    if (byDefault !== undefined) option.default(byDefault);
    if (isRepeated === true)
      option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
    command.addOption(option);
  }
  return command;
}
