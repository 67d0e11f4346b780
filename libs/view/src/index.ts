export type { Chart, ChartContext, CellView, ColumnView, TableRowView, TableView } from './charts/chart.js';
export { compositionChart } from './charts/composition.js';
export type { CompositionData } from './charts/composition.js';
export type { CountsRow } from './charts/counts-table.js';
export { flowChart } from './charts/flow.js';
export type { FlowData, FlowStage, FlowVerdict } from './charts/flow-table.js';
export { payChart } from './charts/pay.js';
export type { PayData, PayRowData } from './charts/pay.js';
export { pipelineChart } from './charts/pipeline.js';
export type { PipelineData } from './charts/pipeline.js';
export type { PipelinePoint } from './charts/pipeline-drawing.js';
export { profileChart } from './charts/profile.js';
export type { ProfileData, ProfileRow } from './charts/profile.js';
export { trendsChart } from './charts/trends.js';
export type { TrendMark, TrendPanel, TrendsData } from './charts/trends.js';
export { unitsChart } from './charts/units.js';
export type { UnitRow, UnitsData } from './charts/units.js';
export { TemplateEngine } from './engine/engine.js';
export type { EngineOptions } from './engine/engine.js';
export type { RenderContext } from './engine/render-context.js';
export type { Helper } from './engine/helpers.js';
export { Markup, element } from './svg/markup.js';
export { createFormat, directionOf, displayScore, localeOf } from './text/format.js';
export type { Format } from './text/format.js';
export { loadTexts } from './text/load-texts.js';
export { lintTranslations, translatedLanguages } from './text/lint-translations.js';
export type { TranslationFault } from './text/lint-translations.js';
export { markTexts } from './text/mark-texts.js';
export { TranslationStates } from './text/translation-state.js';
export type { TranslationState } from './text/translation-state.js';
export { MissingText, createTranslator } from './text/translator.js';
export type { TextValues, Translate, Translator } from './text/translator.js';
export { View, renderOutcomeHtml } from './document/view.js';
export type { OutcomeHtmlOptions, ViewOptions, Voice } from './document/view.js';
export { decisionDocument, noteWords } from './outcome/evidence-words.js';
export { readOutcome } from './outcome/reading.js';
export type { Reading, ReadingOptions } from './outcome/reading.js';
export { explainTrace } from './explain/explanation.js';
export type { Explanation, TraceEntry } from './explain/explanation.js';
export { figureName } from './explain/figure-name.js';
export { findings, raiseSentence } from './outcome/findings.js';
export type { FindingView } from './outcome/findings.js';
export { portraitCharts } from './outcome/portrait.js';
export type { DrawingOptions, PortraitChart } from './outcome/portrait.js';
export { figureValue, recommendationViews } from './outcome/recommendations.js';
export type { DecisionView, RecommendationView } from './outcome/recommendations.js';
export { gaps, gates, headline, profile, scoredCount, strengths } from './outcome/scores.js';
export type { GateView, HeadlineView, ItemView, PointView } from './outcome/scores.js';
export {
  distributionFigure,
  flowFigure,
  gateFigure,
  peopleFigure,
  type OwnStandings,
} from './release/group-figures.js';
export { roundsFigure, type RoundBefore } from './release/over-rounds.js';
export { commonPoints, groupFacts, statementFacts } from './release/release-facts.js';
export { dimensionsSideBySide, gatesSideBySide, sharesSideBySide } from './release/side-by-side.js';
export { readRelease, groupName, groupsOf, type RegionalReading } from './regional/regional-reading.js';
export { itemTable, withheldTable } from './regional/regional-tables.js';
export { HandlebarsMails } from './mail/handlebars-mails.js';
export { HtmlDocuments } from './document/html-documents.js';
export { qrCode } from './svg/qr-code.js';
export { releaseJson } from './exports/release-json.js';
export { observedWords, releaseNames } from './exports/release-names.js';
export type { NamedCountry, ReleaseNames } from './exports/release-names.js';
export { releaseSdmx, sdmxCodes } from './exports/release-sdmx.js';
export { releaseCsv, releaseWorkbook } from './exports/release-sheets.js';
export type { SheetTable } from './exports/release-sheets.js';
