import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ContentFaulty, ContentLibrary, type ContentLintSettings, printFault, sourceHash } from '@isonomia/content';

const VERSION = 'instruments/gem-soc/1.0.0';
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'isonomia content-'));
  await cp('test/fixtures/instruments', join(root, 'instruments'), { recursive: true });
  await cp('libs/content/texts', join(root, 'texts'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

const library = (): ContentLibrary => new ContentLibrary({ content: root });
const lint = async (settings?: ContentLintSettings): Promise<readonly string[]> =>
  (await library().lint(settings)).map(printFault);
const edit = async (file: string, change: (text: string) => string): Promise<void> => {
  const path = join(root, file);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the edit of ${file} changes nothing`);
  await writeFile(path, after);
};
const publish = async (): Promise<void> => {
  const line = await library().lockLineOf({ id: 'gem-soc', version: '1.0.0' });
  await writeFile(join(root, 'published.lock'), `# Published.\n${line ?? ''}\n`);
};
/** The same instrument once more, under another version. */
const copyVersion = async (version: string): Promise<void> => {
  const folder = `instruments/gem-soc/${version}`;
  await cp(join(root, VERSION), join(root, folder), { recursive: true });
  await edit(`${folder}/instrument.yaml`, (text) => text.replace("version: '1.0.0'", `version: '${version}'`));
};

describe('a version of an instrument', () => {
  it('is found by id and version, with structure, words, rules, references, glossary and hash', async () => {
    const found = await library().find('gem-soc', '1.0.0');
    expect(found?.instrument.questions).toHaveLength(17);
    expect(found).toMatchObject({
      texts: { en: { 'G1.evidence.1': 'Terms of reference and method' } },
      rules: expect.arrayContaining([expect.objectContaining({ id: 'R01', rankedBy: 'G1' })]),
      references: expect.arrayContaining([expect.objectContaining({ id: 'untoc', applicability: 'treaty' })]),
      glossary: expect.arrayContaining(['gender-marker']),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('brings the words of the method along, and its own where it has them', async () => {
    const texts = (await library().find('gem-soc', '1.0.0'))?.texts['en'];
    expect(texts?.['figure.duncan-d.name']).toBe('Duncan index of segregation');
    expect(texts?.['reason.not-applicable']).toMatch(/this project/);
  });

  it('is not found when there is none', async () => {
    expect(await library().find('gem-soc', '9.9.9')).toBeUndefined();
    expect(await library().find('../../etc', '1.0.0')).toBeUndefined();
  });

  it('is read from disk once', async () => {
    const one = library();
    const first = await one.find('gem-soc');
    await rm(join(root, VERSION, 'recommendations.yaml'));
    expect(await one.find('gem-soc')).toBe(first);
  });

  it('without number is the latest, by number and not by letter', async () => {
    await copyVersion('1.2.0');
    await copyVersion('1.10.0');
    expect((await library().find('gem-soc'))?.instrument.version).toBe('1.10.0');
    expect((await library().versions()).map(({ version }) => version)).toEqual(['1.0.0', '1.2.0', '1.10.0']);
  });

  it('has a hash of its structure: words do not change it, weights do', async () => {
    const before = (await library().find('gem-soc'))?.sha256;
    await edit(`${VERSION}/texts/en/MRK.yaml`, (text) => text.replace('Marker criteria', 'Criteria'));
    expect((await library().find('gem-soc'))?.sha256).toBe(before);
    await edit(`${VERSION}/dimensions/MRK.yaml`, (text) => text.replace('weight: 1', 'weight: 2'));
    expect((await library().find('gem-soc'))?.sha256).not.toBe(before);
  });
});

describe('a published version', () => {
  it('is loaded, and offered when it is the latest', async () => {
    expect(await library().load()).toEqual([]);
    await publish();
    const [first, ...others] = await library().load();
    expect(first?.offered).toBe(true);
    expect(others).toEqual([]);
  });

  it('gives way to a later one once that is published', async () => {
    await publish();
    await copyVersion('1.1.0');
    expect((await library().load()).map(({ offered }) => offered)).toEqual([true]);
    const line = await library().lockLineOf({ id: 'gem-soc', version: '1.1.0' });
    await edit('published.lock', (text) => `${text}${line ?? ''}\n`);
    expect((await library().load()).map(({ instrument, offered }) => [instrument.version, offered])).toEqual([
      ['1.0.0', false],
      ['1.1.0', true],
    ]);
  });

  it.each([
    ['instrument', `${VERSION}/dimensions/MRK.yaml`, 'weight: 1', 'weight: 2'],
    ['rules', `${VERSION}/recommendations.yaml`, 'under: 100', 'under: 90'],
  ])('is refused once its %s differs from what was published', async (part, file, was, is) => {
    await publish();
    await edit(file, (text) => text.replace(was, is));
    await expect(library().find('gem-soc', '1.0.0')).rejects.toThrow(ContentFaulty);
    await expect(library().load()).rejects.toThrow(/published-version-changed/);
    expect(await lint()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^published.lock: published-version-changed: gem-soc@1.0.0 is published and its ${part} was changed`,
        ),
      ),
    ]);
  });

  it('may be reworded and translated', async () => {
    await publish();
    await edit(`${VERSION}/texts/en/MRK.yaml`, (text) => text.replace('Marker criteria', 'Criteria'));
    expect(await library().load()).toHaveLength(1);
  });

  it('is missed when its files are gone', async () => {
    await publish();
    await rm(join(root, 'instruments/gem-soc'), { recursive: true });
    expect(await lint()).toEqual([
      'published.lock: published-version-missing: gem-soc@1.0.0 is published, but its files are gone.',
    ]);
  });

  it('is not guessed from a lock that cannot be read or says two things', async () => {
    await publish();
    await edit('published.lock', (text) => `${text}${text.split('\n')[1] ?? ''}\n`);
    await expect(library().load()).rejects.toThrow(/published.lock: lock-unreadable: Line 3/);
  });
});

describe('a fault in content is told as file: code: message', () => {
  it('in a dimension, by its file', async () => {
    await edit(`${VERSION}/dimensions/MRK.yaml`, (text) => text.replace('type: compliance', 'type: complience'));
    expect(await lint()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${VERSION}/dimensions/MRK.yaml: not-a-choice: dimensions.0.questions.0.type takes one of: maturity,`,
        ),
      ),
    ]);
  });

  it('between files, by the file of the id', async () => {
    await edit(`${VERSION}/dimensions/DEL.yaml`, (text) => text.replace('question: P14', 'question: P99'));
    const [first] = await lint();
    expect(first).toBe(`${VERSION}/dimensions/DEL.yaml: ref-question: P14: there is no question P99.`);
  });

  it('in YAML that cannot be read, with line and column', async () => {
    await edit(`${VERSION}/references.yaml`, (text) => text.replace('references:', 'references: ['));
    expect((await lint())[0]).toMatch(
      /^instruments\/gem-soc\/1.0.0\/references.yaml: not-yaml: .* at line \d+, column \d+/,
    );
  });

  it.each([
    ['the same key twice', 'weight: 1', 'weight: 1\nweight: 1'],
    ['an alias', 'weight: 1', 'weight: &w 1\nitems2: *w'],
    ['a tag of a language', 'weight: 1', 'weight: !!js/function 1'],
  ])('in YAML with %s', async (_, was, is) => {
    await edit(`${VERSION}/dimensions/MRK.yaml`, (text) => text.replace(was, is));
    expect((await lint())[0]).toMatch(/dimensions\/MRK.yaml: not-yaml: /);
  });

  it('in a file that is not there', async () => {
    await rm(join(root, VERSION, 'dimensions/UND.yaml'));
    expect(await lint()).toContain(`${VERSION}/dimensions/UND.yaml: file-missing: There is no such file.`);
  });

  it('in a dimension whose name would lead out of the folder', async () => {
    await edit(`${VERSION}/instrument.yaml`, (text) => text.replace('[MRK, UND, DEL]', '[MRK, UND, ../../../secret]'));
    expect((await lint()).join('\n')).not.toMatch(/secret/);
    expect(await lint()).toContain(`${VERSION}/dimensions/unnamed.yaml: file-missing: There is no such file.`);
  });

  it('in a folder named after another version', async () => {
    await edit(`${VERSION}/instrument.yaml`, (text) => text.replace("version: '1.0.0'", "version: '1.0.1'"));
    expect(await lint()).toEqual([
      `${VERSION}/instrument.yaml: other-name: The folder is gem-soc/1.0.0, but the file says gem-soc/1.0.1.`,
    ]);
  });

  it('in texts: missing, orphaned, twice, no text at all', async () => {
    await edit(`${VERSION}/texts/en/MRK.yaml`, (text) =>
      text
        .replace('partly: It is one of two or three reasons of equal rank.', '')
        .replace('G7:', 'G8:\n  short: 7\nG1.question: Once more?\nG7:'),
    );
    expect(await lint()).toEqual([
      expect.stringContaining('texts/en/MRK.yaml: not-text: G8.short is neither text nor a group of texts'),
      expect.stringContaining('texts/en/MRK.yaml: unique-text: G1.question is there twice'),
      expect.stringContaining('texts/en/MRK.yaml: text-missing: G6.answers.partly is missing.'),
    ]);
  });

  it('in recommendations, by the rule', async () => {
    await edit(`${VERSION}/recommendations.yaml`, (text) => text.replace('item: G1, under: 100', 'item: G1, under: 0'));
    expect(await lint()).toEqual([
      `${VERSION}/recommendations.yaml: score-out-of-range: recommendations.0.triggers.0.under takes a score from 0 to 100 that can be missed; got 0.`,
    ]);
  });

  it('in sentences of the method that the scoring asks for, in the file all instruments share', async () => {
    expect(await lint({ furtherKeys: ['trace.PB.rows', 'trace.XX'] })).toEqual([
      'texts/en/method.yaml: text-missing: trace.XX is missing.',
    ]);
  });

  it('in a translation made from an earlier wording', async () => {
    const english = 'Results framework';
    const source = (await library().find('gem-soc'))?.texts['en']?.['G3.evidence.0'];
    expect(source).toBe(english);
    const french = (of: string): string => `G3:\n  evidence:\n    - {text: Cadre de résultats, of: ${of}}\n`;
    await cp(join(root, VERSION, 'texts/en'), join(root, VERSION, 'texts/fr'), { recursive: true });
    const stale = async (): Promise<readonly string[]> =>
      (await lint()).filter((line) => line.includes('text-stale: G3.evidence.0'));
    const write = (of: string): Promise<void> => writeFile(join(root, VERSION, 'texts/fr/A.yaml'), french(of));
    await write(sourceHash(english));
    expect(await stale()).toEqual([]);
    await write(sourceHash('Framework of results'));
    expect(await stale()).toHaveLength(1);
  });
});

it('instruments that lie elsewhere need no lock and no texts of their own', async () => {
  const elsewhere = new ContentLibrary({ content: 'libs/content', instruments: 'test/fixtures/instruments' });
  expect((await elsewhere.find('gem-soc'))?.instrument.id).toBe('gem-soc');
  expect(await elsewhere.load()).toEqual([]);
});
