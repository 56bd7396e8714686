/* held-out.c — how well a model in training translates what it does not learn from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/held-out.h"

#include "app/cli/decoding.h"
#include "app/cli/ordered-work.h"

struct _HeedHeldOut
{
  GPtrArray *sources;     /* of char * */
  GPtrArray *references;  /* of char **, for each source */
};

static void
add_reference (GPtrArray  *sentences,
               guint       i,
               const char *target)
{
  g_ptr_array_add (g_ptr_array_index (sentences, i), g_strdup (target));
}

/* A held-out set may be sorted in any way, so sources are looked up. */
static void
collect_pairs (HeedHeldOut *held_out,
               GPtrArray   *references,
               HeedTrainer *trainer,
               guint        max_sentences)
{
  g_autoptr(GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < heed_trainer_get_n_valid (trainer); i++)
    {
      const char *source;
      const char *target;
      gpointer place;

      heed_trainer_get_valid (trainer, i, &source, &target);
      if (g_hash_table_lookup_extended (places, source, NULL, &place))
        {
          add_reference (references, GPOINTER_TO_UINT (place), target);
        }
      else if (held_out->sources->len < max_sentences)
        {
          g_hash_table_insert (places, (char *) source, GUINT_TO_POINTER (held_out->sources->len));
          g_ptr_array_add (held_out->sources, g_strdup (source));
          g_ptr_array_add (references, g_ptr_array_new ());
          add_reference (references, references->len - 1, target);
        }
    }
}

/**
 * heed_held_out_new:
 * @trainer: whose pairs
 * @max_sentences: how many different sources at most
 *
 * Returns: (transfer full): a copy of them
 */
HeedHeldOut *
heed_held_out_new (HeedTrainer *trainer,
                   guint        max_sentences)
{
  HeedHeldOut *held_out = g_new0 (HeedHeldOut, 1);
  g_autoptr(GPtrArray) references = g_ptr_array_new ();

  held_out->sources = g_ptr_array_new_with_free_func (g_free);
  held_out->references = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  collect_pairs (held_out, references, trainer, max_sentences);

  for (guint i = 0; i < references->len; i++)
    {
      GPtrArray *list = g_ptr_array_index (references, i);

      g_ptr_array_add (list, NULL);
      g_ptr_array_add (held_out->references, g_ptr_array_free (list, FALSE));
    }

  return held_out;
}

void
heed_held_out_free (HeedHeldOut *held_out)
{
  g_ptr_array_unref (held_out->sources);
  g_ptr_array_unref (held_out->references);
  g_free (held_out);
}

guint
heed_held_out_get_n (HeedHeldOut *held_out)
{
  return held_out->sources->len;
}

typedef struct {
  HeedModel *model;
  GPtrArray *hypotheses;  /* of char * */
} Work;

typedef struct {
  const char *source;
  char       *translation;
  GError     *problem;
} Sentence;

static void
free_sentence (gpointer data)
{
  Sentence *sentence = data;

  g_free (sentence->translation);
  g_clear_error (&sentence->problem);
  g_free (sentence);
}

static void
translate_sentence (gpointer item,
                    gpointer data)
{
  const HeedDecodingOptions greedy = { .beam = 1 };
  Sentence *sentence = item;
  const Work *work = data;

  sentence->translation = heed_decoding_translate (work->model, sentence->source, &greedy,
                                                   NULL, &sentence->problem);
}

static gboolean
keep_translation (gpointer   item,
                  gpointer   data,
                  GError   **error)
{
  Sentence *sentence = item;
  Work *work = data;

  if (sentence->problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&sentence->problem));
      return FALSE;
    }

  g_ptr_array_add (work->hypotheses, g_steal_pointer (&sentence->translation));

  return TRUE;
}

static gboolean
translate_all (HeedHeldOut  *held_out,
               Work         *work,
               GError      **error)
{
  const HeedOrderedWorkFuncs funcs = {
    .work = translate_sentence,
    .finish = keep_translation,
    .free = free_sentence,
    .data = work,
  };
  HeedOrderedWork *threads = heed_ordered_work_new (g_get_num_processors (), &funcs);

  for (guint i = 0; i < held_out->sources->len; i++)
    {
      Sentence *sentence = g_new0 (Sentence, 1);

      sentence->source = g_ptr_array_index (held_out->sources, i);
      if (!heed_ordered_work_push (threads, sentence))
        break;
    }

  return heed_ordered_work_end (threads, error);
}

/**
 * heed_held_out_score:
 * @held_out: at least one sentence
 * @model: the model so far
 * @tokenizer: how BLEU splits a line
 * @score: (out): equal for any number of threads
 *
 * Errors: what decoding says.
 */
gboolean
heed_held_out_score (HeedHeldOut           *held_out,
                     HeedModel             *model,
                     HeedBleuTokenizer      tokenizer,
                     HeedTranslationScore  *score,
                     GError               **error)
{
  g_autoptr(GPtrArray) hypotheses = g_ptr_array_new_with_free_func (g_free);
  Work work = { model, hypotheses };

  if (!translate_all (held_out, &work, error))
    return FALSE;

  *score = heed_evaluate_translations ((const char *const *) hypotheses->pdata,
                                       (const char *const *const *) held_out->references->pdata,
                                       hypotheses->len, tokenizer);

  return TRUE;
}
