import { join, relative } from 'node:path';
import type { PublishedInstrument } from '@isonomia/application';
import {
  type ComparedPeople,
  type Fault,
  type Finding,
  type Instrument,
  canonicalJson,
  parseComparedPeople,
  parseInstrument,
} from '@isonomia/instrument';
import { type ContentFolders, type Tell, instrumentsFolder } from './content-folders.js';
import type { LocatedFault } from './located.js';
import { type ParsedList, parseGlossary, parseReferences, parseRules } from './parse-rules.js';
import type { LockedHashes } from './published-lock.js';
import { sha256 } from './source-hash.js';
import { INSTRUMENT_FILE, type OpenFile, type StructureFiles, readStructure } from './structure-files.js';
import { type VersionTexts, readVersionTexts } from './version-texts.js';
import { readYaml } from './yaml-file.js';

export { sha256 };

/** One version as its files have it. */
export type ContentVersion = Omit<PublishedInstrument, 'offered'>;

export interface VersionName {
  readonly id: string;
  readonly version: string;
}

export interface ReadVersion {
  /** Absent when structure, rules, references or glossary have faults: what is built on them would have them again. */
  readonly content?: ContentVersion;
  readonly hashes?: LockedHashes;
  readonly translatedFrom: VersionTexts['translatedFrom'];
  readonly faults: readonly LocatedFault[];
  /** The linter's findings, each in its file and in words. */
  readonly locate: (finding: Finding) => LocatedFault;
}

/** Reads everything of one version, whatever is wrong with it, and says what is wrong. */
export const readVersion = async (folders: ContentFolders, name: VersionName, tell: Tell): Promise<ReadVersion> => {
  const folder = join(instrumentsFolder(folders), name.id, name.version);
  const located = new Located(relative(folders.content, folder), tell);
  const open: OpenFile = async (file) => {
    const read = await readYaml(join(folder, file));
    if (read.ok) return read.value;
    if (read.code === 'file-missing' && file === COMPARISON_FILE) return undefined;
    located.add(file, { code: read.code, path: file, detail: { got: read.detail } });
    return undefined;
  };
  const structure = await readStructure(open);
  const instrument = parse(structure, name, located);
  const rules = located.list('recommendations.yaml', parseRules(await open('recommendations.yaml')));
  const references = located.list('references.yaml', parseReferences(await open('references.yaml')));
  const glossary = located.list('glossary.yaml', parseGlossary(await open('glossary.yaml')));
  const compared = readCompared(await open(COMPARISON_FILE), instrument, located);
  const words = await readVersionTexts(folders, folder, tell);
  const base = {
    translatedFrom: words.translatedFrom,
    faults: [...located.faults, ...words.faults],
    locate: (finding: Finding) => located.finding(finding, structure, words),
  };
  if (instrument === undefined || located.faults.length > 0) return base;
  const hashes = { instrument: sha256(canonicalJson(instrument)), rules: sha256(canonicalJson(rules)) };
  const content = { instrument, rules, references, glossary, texts: words.texts, sha256: hashes.instrument };
  return { ...base, hashes, content: compared === undefined ? content : { ...content, compared } };
};

/** May be missing: then scores are compared, and nobody is counted. */
const COMPARISON_FILE = 'comparison.yaml';

const readCompared = (
  raw: unknown,
  instrument: Instrument | undefined,
  located: Located,
): ComparedPeople | undefined => {
  if (raw === undefined || instrument === undefined) return undefined;
  const { compared, faults } = parseComparedPeople(raw, instrument);
  for (const fault of faults) located.add(COMPARISON_FILE, fault);
  return compared;
};

const parse = (structure: StructureFiles, name: VersionName, located: Located): Instrument | undefined => {
  // A file that could not be read is told of already; what it lacks would only repeat it.
  if (structure.merged === undefined) return undefined;
  const parsed = parseInstrument(structure.merged);
  if (!parsed.ok) {
    for (const fault of parsed.faults) located.add(structure.fileOfFault(fault), fault);
    return undefined;
  }
  const { id, version } = parsed.instrument;
  if (id !== name.id || version !== name.version) {
    const detail = { id, got: `${id}/${version}`, expected: `${name.id}/${name.version}` };
    located.add(INSTRUMENT_FILE, { code: 'other-name', path: 'id', detail });
  }
  return parsed.instrument;
};

/** Collects the faults of one version's files. */
class Located {
  readonly faults: LocatedFault[] = [];

  constructor(
    private readonly folder: string,
    private readonly tell: Tell,
  ) {}

  add(file: string, { code, path, detail }: Fault): void {
    this.faults.push(this.fault(file, String(detail['id'] ?? path), code, { path, ...detail }));
  }

  list<Entry>(file: string, parsed: ParsedList<Entry>): readonly Entry[] {
    for (const fault of parsed.faults) this.add(file, fault);
    return parsed.entries;
  }

  finding(finding: Finding, structure: StructureFiles, words: VersionTexts): LocatedFault {
    const { id, code, detail } = finding;
    if (finding.part !== 'texts') {
      const file = finding.part === 'structure' ? structure.fileOf(id) : `${finding.part}.yaml`;
      return this.fault(file, id, code, detail);
    }
    const language = finding.language ?? '';
    const key = String(detail['key']);
    const fault = this.fault(`texts/${language}/${textFile(id, key, structure)}`, id, code, detail);
    if (METHOD_KEYS.test(key)) return { ...fault, file: join('texts', language, 'method.yaml') };
    return { ...fault, file: words.files.get(language)?.get(key) ?? fault.file };
  }

  private fault(file: string, id: string, code: string, detail: Fault['detail']): LocatedFault {
    return { file: join(this.folder, file), id, code, message: this.tell(code, detail) };
  }
}

const METHOD_KEYS = /^(?:figure|reason|trace)\./;

/** Where a text that is missing belongs. */
const textFile = (id: string, key: string, structure: StructureFiles): string => {
  if (key.startsWith('gate.')) return 'scoring.yaml';
  if (key.startsWith('reference.')) return 'references.yaml';
  if (/\.(?:term|meaning)$/.test(key)) return 'glossary.yaml';
  if (/^(?:owner|horizon|effort)\.|\.(?:action|expected|indicator|goodPractice)$/.test(key))
    return 'recommendations.yaml';
  const dimension = structure.dimensionOf(id);
  return dimension === undefined ? INSTRUMENT_FILE : `${dimension}.yaml`;
};
