import { join } from 'node:path';
import { QuizLibrary, type Quiz, type QuizQuestion, type QuizWords } from '@isonomia/application';
import { lintTranslation, readEntries, readId, readIds, readRecord, Spot, type Fault } from '@isonomia/instrument';
import { type ContentFolders, SOURCE_LANGUAGE, teller } from './content-folders.js';
import { flattenTexts, type FlatFile } from './flat-texts.js';
import { ContentFaulty, type LocatedFault } from './located.js';
import { sourceHash } from './source-hash.js';
import { isYaml, namesIn, readYaml } from './yaml-file.js';

const FOLDER = 'quizzes';
const STRUCTURE = join(FOLDER, 'workshop.yaml');
const FEWEST_OPTIONS = 2;

const textFile = (language: string): string => join(FOLDER, 'texts', `${language}.yaml`);
const NO_TEXTS: FlatFile = { texts: {}, translatedFrom: {}, reviewed: {}, unreadable: [], repeated: [] };

interface ReadQuiz {
  readonly questions: readonly QuizQuestion[];
  readonly languages: ReadonlyMap<string, FlatFile>;
  readonly faults: readonly LocatedFault[];
}
type Locate = (file: string, id: string, code: string, detail: Fault['detail']) => LocatedFault;

/** The quiz in `quizzes/`: what is right in one file, words in a file a language. */
export class QuizFiles extends QuizLibrary {
  private read: Promise<Quiz> | undefined;

  constructor(private readonly folders: ContentFolders) {
    super();
  }

  /** Throws `ContentFaulty` when anything is wrong with the files. */
  override quiz(): Promise<Quiz> {
    return (this.read ??= this.load());
  }

  /** Everything wrong with the quiz: an answer that cannot be chosen, words that are missing, left over or stale. */
  async lint(): Promise<readonly LocatedFault[]> {
    return (await readQuiz(this.folders)).faults;
  }

  private async load(): Promise<Quiz> {
    const { questions, languages, faults } = await readQuiz(this.folders);
    if (faults.length > 0) throw new ContentFaulty(faults);
    const words = [...languages].map(([language, { texts }]) => [language, wordsOf(questions, texts)] as const);
    return { questions, words: Object.fromEntries(words) };
  }
}

async function readQuiz(folders: ContentFolders): Promise<ReadQuiz> {
  const tell = await teller(folders);
  const at: Locate = (file, id, code, detail) => ({ file, id, code, message: tell(code, detail) });
  const structure = await readYaml(join(folders.content, STRUCTURE));
  if (!structure.ok) {
    const fault = at(STRUCTURE, '', structure.code, { got: structure.detail });
    return { questions: [], languages: new Map(), faults: [fault] };
  }
  const { questions, faults } = parseQuiz(structure.value);
  const names = (await namesIn(join(folders.content, FOLDER, 'texts'), 'files')).filter(isYaml);
  const languages = new Map<string, FlatFile>();
  const unread: LocatedFault[] = [];
  for (const language of names.map((name) => name.replace(/\.ya?ml$/, ''))) {
    const file = await readYaml(join(folders.content, textFile(language)));
    if (file.ok) languages.set(language, flattenTexts(file.value));
    else unread.push(at(textFile(language), '', file.code, { got: file.detail }));
  }
  const told = faults.map(({ code, path, detail }) => at(STRUCTURE, path, code, { path, ...detail }));
  return { questions, languages, faults: [...told, ...unread, ...wordFaults({ questions, languages }, at)] };
}

function parseQuiz(raw: unknown): { readonly questions: readonly QuizQuestion[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const spot = new Spot('', { faults, prefix: '' });
  const record = readRecord(spot, raw, { required: ['id', 'questions'] });
  readId(spot.at('id'), record?.['id']);
  const place = spot.at('questions');
  const questions = readEntries(place, record?.['questions'])
    .map((entry, position) => readQuestion(entry, place.at(position)))
    .filter((question) => question !== undefined);
  const seen = new Set<string>();
  for (const { id } of questions) {
    if (seen.has(id)) place.fault('quiz-unique', { id });
    seen.add(id);
  }
  return { questions, faults };
}

function readQuestion(raw: unknown, place: Spot): QuizQuestion | undefined {
  const record = readRecord(place, raw, { required: ['id', 'options', 'right'] });
  if (record === undefined) return undefined;
  const id = readId(place.at('id'), record['id']);
  const options = readIds(place.at('options'), record['options'], 'quiz-unique');
  const right = readId(place.at('right'), record['right']);
  if (options.length < FEWEST_OPTIONS || !options.includes(right)) place.fault('quiz-right', { id, got: right });
  return { id, options, right };
}

const keysOf = ({ id, options }: QuizQuestion): readonly string[] => [
  `${id}.question`,
  ...options.map((option) => `${id}.option.${option}`),
  `${id}.why`,
];

/** English says all that is asked and nothing else; every other language says the same, as the wording is now. */
function wordFaults({ questions, languages }: Omit<ReadQuiz, 'faults'>, at: Locate): readonly LocatedFault[] {
  const source = languages.get(SOURCE_LANGUAGE) ?? NO_TEXTS;
  const wanted = questions.flatMap(keysOf);
  const missing = wanted.filter((key) => (source.texts[key] ?? '').trim() === '');
  const orphaned = Object.keys(source.texts).filter((key) => !wanted.includes(key));
  const of = (language: string, code: string, key: string, detail: Fault['detail'] = {}): LocatedFault =>
    at(textFile(language), key, code, { key, ...detail });
  return [
    ...missing.map((key) => of(SOURCE_LANGUAGE, 'text-missing', key)),
    ...orphaned.map((key) => of(SOURCE_LANGUAGE, 'text-orphaned', key)),
    ...[...languages]
      .filter(([language]) => language !== SOURCE_LANGUAGE)
      .flatMap(([language, { texts, translatedFrom }]) =>
        lintTranslation({ language, source: source.texts, texts, translatedFrom, hash: sourceHash }).map(
          ({ code, key, detail }) => of(language, code, key, detail),
        ),
      ),
  ];
}

const wordsOf = (
  questions: readonly QuizQuestion[],
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, QuizWords>> =>
  Object.fromEntries(
    questions.map(({ id, options }) => [
      id,
      {
        question: texts[`${id}.question`] ?? '',
        why: texts[`${id}.why`] ?? '',
        options: Object.fromEntries(options.map((option) => [option, texts[`${id}.option.${option}`] ?? ''])),
      },
    ]),
  );
