/* held-out.c — how well a model in training translates what it does not learn from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/held-out.h"

#include "app/cli/output.h"
#include "app/cli/translation.h"

/**
 * heed_held_out_collect:
 * @trainer: whose pairs
 * @max_sentences: how many different sources at most
 *
 * Returns: (transfer full): a copy of them
 */
HeedExamples *
heed_held_out_collect (HeedTrainer *trainer,
                       guint        max_sentences)
{
  HeedExamples *examples = heed_examples_new ();

  for (guint i = 0; i < heed_trainer_get_n_valid (trainer); i++)
    {
      const char *source;
      const char *target;

      heed_trainer_get_valid (trainer, i, &source, &target);
      if (heed_examples_get_n (examples) < max_sentences ||
          heed_examples_has_source (examples, source))
        heed_examples_add (examples, source, target);
    }

  return examples;
}

static gboolean
keep_translation (const char  *translation,
                  gpointer     data,
                  GError     **error)
{
  g_ptr_array_add (data, g_strdup (translation));

  return TRUE;
}

/**
 * heed_held_out_score:
 * @examples: at least one sentence
 * @model: the model so far
 * @tokenizer: how BLEU splits a line
 * @score: (out): the same for any number of threads
 *
 * Errors: %HEED_CLI_ERROR_DATA if a sentence cannot be translated.
 */
gboolean
heed_held_out_score (HeedExamples          *examples,
                     HeedModel             *model,
                     HeedBleuTokenizer      tokenizer,
                     HeedTranslationScore  *score,
                     GError               **error)
{
  HeedTranslationOptions greedy = HEED_TRANSLATION_OPTIONS_DEFAULT;
  g_autoptr(GPtrArray) hypotheses = g_ptr_array_new_with_free_func (g_free);
  const char *const *sources = heed_examples_get_sources (examples);
  guint n_sentences = heed_examples_get_n (examples);
  HeedTranslator *translator;
  guint64 n_failed;

  greedy.jobs = (int) g_get_num_processors ();
  translator = heed_translator_new (model, &greedy, NULL, keep_translation, hypotheses);
  for (guint i = 0; i < n_sentences; i++)
    heed_translator_push (translator, i + 1, sources[i], NULL);

  if (!heed_translator_end (translator, &n_failed, error) ||
      !heed_output_check_none_failed ("held-out sentences", n_failed, n_sentences, error))
    return FALSE;

  *score = heed_evaluate_translations ((const char *const *) hypotheses->pdata,
                                       heed_examples_get_references (examples),
                                       n_sentences, tokenizer);

  return TRUE;
}
