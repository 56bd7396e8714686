/* gold-pair.c — gold links for the source and the translation of a document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/views/gold-pair.h"

#include "app/core/words/words.h"
#include "app/window/document/forced-target.h"

/* Returns the translation: the forced text as it was typed, or the model's output. */
static char *
dup_target (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  const char *forced = heed_forced_target_get (document);
  g_autofree guint32 *ids = g_new (guint32, translation->steps->len + 1);

  if (forced != NULL)
    return g_strdup (forced);

  for (guint t = 0; t < translation->steps->len; t++)
    ids[t] = heed_translation_get_step (translation, t)->token.id;

  return heed_model_decode_target (heed_document_get_model (document), ids,
                                   translation->steps->len);
}

/* Returns the number of tokens to link if the text is one word by its spaces but several tokens
 * for the model, as in languages without spaces; else 0, and words are linked. */
static guint
count_tokens (HeedDocument *document,
              const char   *text,
              gboolean      is_source)
{
  HeedModel *model = heed_document_get_model (document);
  guint n_ids = 0;
  g_autofree guint32 *ids = NULL;

  if (heed_words_count (text) > 1)
    return 0;

  ids = is_source ? heed_model_encode_source (model, text, &n_ids, NULL)
                  : heed_model_encode_target (model, text, &n_ids, NULL);

  return ids != NULL && n_ids > 1 ? n_ids : 0;
}

/**
 * heed_gold_pair_new:
 * @file: (nullable): the file of the links; %NULL for none
 * @sentence: the index of the sentence in @file
 *
 * Errors: those of heed_gold_take_file()
 *
 * Returns: (transfer full): gold links of the pair of @document
 */
HeedGold *
heed_gold_pair_new (HeedDocument  *document,
                    HeedGoldFile  *file,
                    guint          sentence,
                    GError       **error)
{
  const char *source = heed_document_get_text (document);
  g_autofree char *target = dup_target (document);
  g_autoptr(HeedGold) gold =
    heed_gold_new_of_sides (&(HeedGoldSide) { source, count_tokens (document, source, TRUE) },
                            &(HeedGoldSide) { target, count_tokens (document, target, FALSE) });

  return file == NULL || heed_gold_take_file (gold, file, sentence, error)
         ? g_steal_pointer (&gold) : NULL;
}
