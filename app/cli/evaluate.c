/* evaluate.c — heed-cli evaluate: scores a model's translations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The model decodes greedily unless --beam is given. With --hypotheses no model is used: existing
 * translations are scored by the same rules.
 */

#include <math.h>
#include <string.h>

#include "app/cli/evaluate-compare.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/parallel-lines.h"
#include "app/cli/reference-files.h"
#include "app/cli/translation-options.h"
#include "app/cli/verb.h"
#include "engine/files/json-writer.h"

#define NO_LIMIT (-INFINITY)

#define MAX_DRAWS   1000000
#define USUAL_DRAWS 1000

/* As given on the command line. */
static struct
{
  char      *source;
  char     **targets;
  char      *tsv;
  char      *hypotheses;
  char      *tokenize;
  gboolean   corrections;
  double     min_bleu;
  char      *against;
  int        intervals;
  gboolean   json;
} given = { .min_bleu = NO_LIMIT };

static HeedTranslationOptions translation = HEED_TRANSLATION_OPTIONS_DEFAULT;

static const GOptionEntry options[] = {
  { "source", 0, 0, G_OPTION_ARG_FILENAME, &given.source, "Sentences to translate, one per line",
    "FILE" },
  { "target", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.targets,
    "References; may be given several times", "FILE" },
  { "tsv", 0, 0, G_OPTION_ARG_FILENAME, &given.tsv,
    "Both in one file: source, tab or \" ||| \", reference; - is standard input", "FILE" },
  { "hypotheses", 0, 0, G_OPTION_ARG_FILENAME, &given.hypotheses,
    "Score these lines instead of translating", "FILE" },
  { "tokenize", 0, 0, G_OPTION_ARG_FILENAME, &given.tokenize,
    "How BLEU splits lines: 13a, none, zh or char", "NAME" },
  { "corrections", 0, 0, G_OPTION_ARG_NONE, &given.corrections,
    "Also print F0.5 and GLEU", NULL },
  { "min-bleu", 0, 0, G_OPTION_ARG_DOUBLE, &given.min_bleu, "Exit with status 1 if BLEU is below X",
    "X" },
  { "intervals", 0, 0, G_OPTION_ARG_INT, &given.intervals,
    "Print 95 % confidence intervals from N bootstrap samples (1000 is usual)", "N" },
  { "against", 0, 0, G_OPTION_ARG_FILENAME, &given.against,
    "Compare with another system's lines by paired bootstrap (1000 samples by default)", "FILE" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, "Print JSON", NULL },
  HEED_OPTIONS_TRANSLATION (&translation),
  G_OPTION_ENTRY_NULL
};

/* In the order of HeedBleuTokenizer. */
static const char *const tokenizer_names[] = { "13a", "none", "zh", "char", NULL };

typedef struct {
  HeedTranslatorOptions how;
  HeedReferences       *references;
  GPtrArray            *hypotheses;   /* of char *, one per sentence */
  GPtrArray            *others;       /* the same, of --against; or NULL */
  gboolean              is_compared;
  HeedComparison        comparison;   /* valid if is_compared */
  guint64               n_failed;
  HeedBleuTokenizer     tokenizer;
  gboolean              is_correction;
  HeedTranslationScore  score;
  HeedCorrectionScore   correction;
} Evaluation;

static void
clear_evaluation (Evaluation *evaluation)
{
  g_clear_pointer (&evaluation->references, heed_references_free);
  g_clear_pointer (&evaluation->hypotheses, g_ptr_array_unref);
  g_clear_pointer (&evaluation->others, g_ptr_array_unref);
  heed_comparison_clear (&evaluation->comparison);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evaluation, clear_evaluation)

/* --- Options --------------------------------------------------------------- */

static gboolean
check_combinations (GError **error)
{
  gboolean needs_source = given.hypotheses == NULL || given.corrections;
  gboolean has_files = (given.source != NULL || !needs_source) && given.targets != NULL;
  gboolean has_file = given.source != NULL || given.targets != NULL;

  if ((given.tsv != NULL && !has_file) || (given.tsv == NULL && has_files))
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "sentences: expected --source and --target, or --tsv, found %s",
               given.tsv != NULL ? "both" : has_file ? "one of --source and --target" : "none");
  return FALSE;
}

/* An empty evaluation would pass any threshold. */
static gboolean
check_any (const Evaluation  *evaluation,
           GError           **error)
{
  if (heed_references_get_n (evaluation->references) > 0)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "sentences: expected at least one, found none");

  return FALSE;
}

static HeedReferences *
read_references (GCancellable  *cancellable,
                 GError       **error)
{
  if (given.tsv != NULL)
    return heed_references_read_tsv (given.tsv, cancellable, error);

  return heed_references_read_files (given.source != NULL ? given.source : given.targets[0],
                                     (const char *const *) given.targets, cancellable, error);
}

/* Chinese is split into characters by default, as in sacreBLEU. */
static gboolean
understand_tokenizer (Evaluation           *evaluation,
                      const HeedModelInfo  *info,
                      GError              **error)
{
  guint choice;

  if (given.tokenize == NULL)
    {
      gboolean is_chinese = info != NULL && g_str_has_prefix (info->target_language, "zh");

      evaluation->tokenizer = is_chinese ? HEED_BLEU_ZH : HEED_BLEU_13A;
      return TRUE;
    }

  if (!heed_options_parse_choice ("--tokenize", given.tokenize, tokenizer_names, &choice, error))
    return FALSE;

  evaluation->tokenizer = (HeedBleuTokenizer) choice;

  return TRUE;
}

/* Whether the model corrects text: its source and target language are the same. */
static gboolean
is_correction (const HeedModelInfo *info)
{
  return given.corrections ||
         (info != NULL && *info->source_language != '\0' &&
          g_str_equal (info->source_language, info->target_language));
}

/* --- Hypotheses ------------------------------------------------------------ */

static gboolean
keep_translation (const HeedTranslatedLine  *line,
                  gpointer                   data,
                  GError                   **error)
{
  heed_translation_warn (line);
  g_ptr_array_add (data, g_strdup (line->translation));

  return TRUE;
}

static gboolean
translate (Evaluation    *evaluation,
           HeedModel     *model,
           GCancellable  *cancellable,
           GError       **error)
{
  const char *const *sources = heed_references_get_sources (evaluation->references);
  HeedTranslator *translator = heed_translator_new (model, &evaluation->how, cancellable,
                                                    keep_translation, evaluation->hypotheses);

  for (guint i = 0; i < heed_references_get_n (evaluation->references); i++)
    if (!heed_translator_push (translator, i + 1, sources[i], NULL))
      break;

  return heed_translator_end (translator, &evaluation->n_failed, error);
}

static gboolean
keep_row (HeedParallelLines      *lines,
          const HeedLine *const  *row,
          gpointer                data,
          GError                **error)
{
  g_ptr_array_add (data, g_strdup (row[0]->text));

  return TRUE;
}

static gboolean
read_lines (const Evaluation  *evaluation,
            const char        *path,
            GPtrArray         *read,
            GCancellable      *cancellable,
            GError           **error)
{
  const char *const paths[] = { path, NULL };
  guint n_sentences = heed_references_get_n (evaluation->references);

  if (!heed_parallel_lines_each (paths, keep_row, read, cancellable, error))
    return FALSE;

  if (read->len == n_sentences)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "%s: expected %u lines, one for each sentence, found %u",
               path, n_sentences, read->len);
  return FALSE;
}

static gboolean
read_others (Evaluation    *evaluation,
             GCancellable  *cancellable,
             GError       **error)
{
  evaluation->is_compared = given.against != NULL || given.intervals > 0;
  if (given.against == NULL)
    return TRUE;

  evaluation->others = g_ptr_array_new_with_free_func (g_free);

  return read_lines (evaluation, given.against, evaluation->others, cancellable, error);
}

/* --- Results --------------------------------------------------------------- */

static void
compare (Evaluation *evaluation)
{
  const HeedScored scored = {
    (const char *const *) evaluation->hypotheses->pdata,
    evaluation->others != NULL ? (const char *const *) evaluation->others->pdata : NULL,
    heed_references_get_all (evaluation->references),
    heed_references_get_n (evaluation->references),
    evaluation->tokenizer,
  };

  heed_comparison_make (&evaluation->comparison, &scored,
                        given.intervals > 0 ? (guint) given.intervals : USUAL_DRAWS);
}

static void
score (Evaluation *evaluation)
{
  const char *const *hypotheses = (const char *const *) evaluation->hypotheses->pdata;
  const char *const *const *references = heed_references_get_all (evaluation->references);
  guint n_sentences = heed_references_get_n (evaluation->references);

  evaluation->score =
    heed_evaluate_translations (hypotheses, references, n_sentences, evaluation->tokenizer);

  if (evaluation->is_correction)
    evaluation->correction =
      heed_evaluate_corrections (heed_references_get_sources (evaluation->references), hypotheses,
                                 references, n_sentences, evaluation->tokenizer);
}

static char *
write_json (const Evaluation *evaluation)
{
  const HeedTranslationScore *translations = &evaluation->score;
  const HeedCorrectionScore *corrections = &evaluation->correction;
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_number (json, "bleu", translations->bleu);
  heed_json_writer_begin_array (json, "precisions");
  for (guint i = 0; i < G_N_ELEMENTS (translations->precisions); i++)
    heed_json_writer_add_number (json, NULL, translations->precisions[i]);
  heed_json_writer_end_array (json);
  heed_json_writer_add_number (json, "brevity_penalty", translations->brevity_penalty);
  heed_json_writer_add_string (json, "tokenizer", tokenizer_names[evaluation->tokenizer]);
  heed_json_writer_add_number (json, "chrf", translations->chrf);
  heed_json_writer_add_number (json, "exact_match", translations->exact_match);
  if (evaluation->is_correction)
    {
      heed_json_writer_add_number (json, "precision", corrections->precision);
      heed_json_writer_add_number (json, "recall", corrections->recall);
      heed_json_writer_add_number (json, "f0.5", corrections->f_half);
      heed_json_writer_add_number (json, "gleu", corrections->gleu);
    }
  if (evaluation->is_compared)
    heed_comparison_add_json (&evaluation->comparison, json);
  heed_json_writer_add_count (json, "sentences", heed_references_get_n (evaluation->references));
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

static char *
write_text (const Evaluation *evaluation)
{
  const HeedTranslationScore *translations = &evaluation->score;
  const HeedCorrectionScore *corrections = &evaluation->correction;
  GString *text = g_string_new (NULL);

  g_string_append_printf (
    text,
    "BLEU         %.9g  (%s; %.1f/%.1f/%.1f/%.1f, brevity penalty %.3f)\n"
    "chrF2        %.9g\n"
    "exact match  %.9g\n",
    translations->bleu, tokenizer_names[evaluation->tokenizer], translations->precisions[0],
    translations->precisions[1], translations->precisions[2], translations->precisions[3],
    translations->brevity_penalty, translations->chrf, translations->exact_match);
  if (evaluation->is_correction)
    g_string_append_printf (text,
                            "F0.5         %.9g  (precision %.3f, recall %.3f)\n"
                            "GLEU         %.9g\n",
                            corrections->f_half, corrections->precision, corrections->recall,
                            corrections->gleu);
  if (evaluation->is_compared)
    heed_comparison_append_text (&evaluation->comparison, text);
  g_string_append_printf (text, "sentences    %u\n",
                          heed_references_get_n (evaluation->references));

  return g_string_free (text, FALSE);
}

static gboolean
report (const Evaluation  *evaluation,
        GError           **error)
{
  g_autofree char *text = given.json ? write_json (evaluation) : write_text (evaluation);

  return heed_output_write (text, strlen (text), error) &&
         heed_output_check_none_failed (heed_verb_evaluate.name, evaluation->n_failed,
                                        heed_references_get_n (evaluation->references), error) &&
         heed_options_check_least ("BLEU", evaluation->score.bleu, given.min_bleu, error);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_auto(Evaluation) evaluation = { .hypotheses = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr(HeedModel) model = NULL;
  const HeedModelInfo *info;

  if (!heed_options_check_no_arguments (arguments, error) || !check_combinations (error) ||
      !heed_options_check_range ("--intervals", given.intervals, 0, MAX_DRAWS, error) ||
      !heed_options_refuse_together (given.hypotheses != NULL && translation.model != NULL,
                                     "--hypotheses", "--model", error) ||
      !heed_options_refuse_together (given.hypotheses != NULL && translation.search.beam > 1,
                                     "--hypotheses", "--beam", error) ||
      !heed_translation_options_parse (&translation, &evaluation.how, error))
    return FALSE;

  if (given.hypotheses == NULL &&
      (model = heed_model_option_load_to_read (translation.model, translation.max_source_length,
                                               cancellable, error)) == NULL)
    return FALSE;

  info = model != NULL ? heed_model_get_info (model) : NULL;
  evaluation.is_correction = is_correction (info);
  if (!understand_tokenizer (&evaluation, info, error) ||
      (evaluation.references = read_references (cancellable, error)) == NULL ||
      !check_any (&evaluation, error) ||
      !(model != NULL ? translate (&evaluation, model, cancellable, error)
                      : read_lines (&evaluation, given.hypotheses, evaluation.hypotheses,
                                    cancellable, error)) ||
      !read_others (&evaluation, cancellable, error))
    return FALSE;

  score (&evaluation);
  if (evaluation.is_compared)
    compare (&evaluation);

  return report (&evaluation, error);
}

const HeedVerb heed_verb_evaluate = {
  .name = "evaluate",
  .arguments = NULL,
  .summary = "translates and compares with references: BLEU, chrF, exact match",
  .options = options,
  .model = &translation.model,
  .run = run,
};
