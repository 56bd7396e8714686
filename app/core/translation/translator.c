/* translator.c — translating lines on several threads, with results in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/translation/translator.h"

#include "app/core/files/text.h"
#include "app/core/work/ordered-work.h"

struct _HeedTranslator
{
  HeedOrderedWork        *work;
  HeedModel              *model;
  HeedTranslatorOptions   options;
  GCancellable           *cancellable;  /* or NULL */
  HeedTranslatedFunc      func;
  gpointer                data;
  guint64                 n_failed;     /* used on the finisher's thread */
};

typedef struct {
  guint64  number;
  char    *text;
  char    *translation;  /* or NULL */
  GError  *problem;      /* or NULL */
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line->translation);
  g_clear_error (&line->problem);
  g_free (line);
}

/* Called on any thread: the model is shared, and each line has its own session. */
static void
translate_line (gpointer item,
                gpointer data)
{
  Line *line = item;
  const HeedTranslator *translator = data;

  if (line->problem == NULL && !heed_text_is_blank (line->text))
    line->translation =
      heed_walk_translate (translator->model, line->text, translator->options.input_form,
                           &translator->options.walk, translator->cancellable, &line->problem);
}

static gboolean
finish_line (gpointer   item,
             gpointer   data,
             GError   **error)
{
  Line *line = item;
  HeedTranslator *translator = data;
  HeedTranslatedLine translated;

  if (g_error_matches (line->problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&line->problem));
      return FALSE;
    }

  if (line->problem != NULL)
    translator->n_failed++;

  translated.number = line->number;
  translated.text = line->text;
  translated.translation = line->translation != NULL ? line->translation : "";
  translated.problem = line->problem;

  return translator->func (&translated, translator->data, error);
}

/**
 * heed_translator_new:
 * @model: a reference is kept until the end
 * @options: copied; what its walk points to must outlive the translator
 * @cancellable: (nullable): checked before every step
 * @func: called for each line, in order
 *
 * Returns: (transfer full): to be freed with heed_translator_end()
 */
HeedTranslator *
heed_translator_new (HeedModel                   *model,
                     const HeedTranslatorOptions *options,
                     GCancellable                *cancellable,
                     HeedTranslatedFunc           func,
                     gpointer                     data)
{
  HeedTranslator *translator = g_new0 (HeedTranslator, 1);
  const HeedOrderedWorkFuncs funcs = {
    .work = translate_line,
    .finish = finish_line,
    .free = free_line,
    .data = translator,
  };

  translator->model = heed_model_ref (model);
  translator->options = *options;
  translator->cancellable = cancellable;
  translator->func = func;
  translator->data = data;
  translator->work = heed_ordered_work_new (options->n_threads, &funcs);

  return translator;
}

gboolean
heed_translator_push (HeedTranslator *translator,
                      guint64         number,
                      const char     *text,
                      const char     *problem)
{
  Line *line = g_new0 (Line, 1);

  line->number = number;
  line->text = g_strdup (text);
  if (problem != NULL)
    line->problem = g_error_new_literal (HEED_ERROR, HEED_ERROR_DAMAGED, problem);

  return heed_ordered_work_push (translator->work, line);
}

/**
 * heed_translator_end:
 * @translator: (transfer full): to which no more lines will be pushed
 * @n_failed: (out): lines that could not be translated
 *
 * Errors: %G_IO_ERROR_CANCELLED, and those of the #HeedTranslatedFunc.
 *
 * Returns: whether every line was finished
 */
gboolean
heed_translator_end (HeedTranslator  *translator,
                     guint64         *n_failed,
                     GError         **error)
{
  gboolean is_done = heed_ordered_work_end (translator->work, error);

  *n_failed = translator->n_failed;
  heed_model_unref (translator->model);
  g_free (translator);

  return is_done;
}
