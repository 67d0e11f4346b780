import { type Command, Option } from 'commander';
import type { DocumentOptions } from '../document/make-document.js';

const HELP = `
Examples:
  isonomia document --instrument geoa-le --answers examples/geoa-le-full.json --edition internal --out internal.pdf
  isonomia document --instrument geoa-le --answers examples/geoa-le-core.json --edition sharing \\
    --agency-name "Tarsenia Customs Service" --country Tarsenia --out sharing.pdf
  isonomia document --assessment 0199… --edition sharing --out sharing.pdf
  isonomia document --assessment 0199… --edition sharing --languages ar en --format docx --out sharing.docx

With --answers neither server nor database is needed. Such a document is marked as a draft and registered nowhere, so that
its verification address answers "unknown". With --assessment the document of a submitted assessment is made, registered
and kept as if it had been asked for on the page.`;

export function documentCommand(root: Command): void {
  root
    .command('document')
    .description('make the outcome document as PDF, or as a copy that can be edited')
    .addOption(
      new Option('--edition <edition>', 'for the agency, or for sharing')
        .choices(['internal', 'sharing'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'where the file goes')
    .option('--instrument <id>', 'id of the instrument, e.g. geoa-le')
    .option('--answers <file>', 'answer file (JSON)')
    .option('--assessment <id>', 'id of a submitted assessment in the database')
    .option('--languages <tags...>', 'language of the document, or two of which the first leads', ['en'])
    .addOption(new Option('--arrangement <how>', 'how two languages stand').choices(['side-by-side', 'in-turn']))
    .addOption(new Option('--format <format>', 'a PDF, or an editable copy').choices(['pdf', 'docx']).default('pdf'))
    .option('--agency-name <name>', 'name on the cover (with --answers)', 'Agency')
    .option('--country <name>', 'country on the cover (with --answers)', '')
    .option('--marking <text>', "the agency's own protective marking (with --answers)")
    .option(
      '--stock-date <date>',
      'date that staff were counted on (with --answers; the end of the period when left out)',
    )
    .option('--fictional', 'say that agency and figures are invented (with --answers)')
    .addHelpText('after', HELP)
    .action(async (options: DocumentOptions) => (await import('../document/make-document.js')).makeDocument(options));
}
