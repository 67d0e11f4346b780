import type { Command } from 'commander';
import type { ReviewedOptions, TranslatedOptions } from '../content/translations.js';

const LINT_HELP = `
Prints "file: code: message" for every fault and exits with 1 when there is one. Files lie below libs/content, those of
pages and documents below libs/view/texts. A text of the pages whose English wording has changed is listed, and is no
fault: the change need not wait for three translators. In content it is one.`;
const TRANSLATED_HELP = `
Examples:
  isonomia content translated ru                           what is new
  isonomia content translated ru page.home shell.yaml      and these, whose English wording had changed

Notes beside each text which English wording it translates: within the files of content, in translation.lock for pages.`;
const REVIEWED_HELP = `
Example:
  isonomia content reviewed ar D1.yaml mail.yaml --by "Name, office"

Texts are named by key, by the beginning of keys up to a dot, or by file. What is changed afterwards counts as drafted by
machine again.`;

export function contentCommands(root: Command): void {
  const content = root.command('content').description('instruments, their texts and recommendations');
  content
    .command('lint')
    .description('check every instrument: ids, references, conditions, rules, texts, published versions')
    .addHelpText('after', LINT_HELP)
    .action(async () => (await import('../content/lint.js')).lintContent());
  content
    .command('lock')
    .description('print the line that publishes each instrument version as it is now, for libs/content/published.lock')
    .action(async () => (await import('../content/lint.js')).printLock());
  content
    .command('translated')
    .argument('<language>')
    .argument('[texts...]', 'texts that were translated anew, by key or file')
    .option('--all', 'all texts that translate an earlier wording')
    .description('note which English wording translations translate')
    .addHelpText('after', TRANSLATED_HELP)
    .action(async (language: string, texts: readonly string[], options: TranslatedOptions) =>
      (await import('../content/translations.js')).noteTranslated(language, texts, options),
    );
  content
    .command('reviewed')
    .argument('<language>')
    .argument('<texts...>', 'texts that were read, by key or file')
    .requiredOption('--by <name>', 'who read them and speaks the language')
    .option('--on <day>', 'when; today if not said')
    .description('note that somebody who speaks the language has read translations')
    .addHelpText('after', REVIEWED_HELP)
    .action(async (language: string, texts: readonly string[], options: ReviewedOptions) =>
      (await import('../content/translations.js')).noteReviewed(language, texts, options),
    );
  content
    .command('publish')
    .description('put the published instruments of libs/content into the database')
    .action(async () => (await import('../content/publish.js')).publishContent());
}
