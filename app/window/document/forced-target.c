/* forced-target.c — forcing a document to produce a given translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two attentions can be compared cell by cell only if both models wrote the same target.
 * If the tokens have the same ids and texts in both models, the tokens are copied;
 * otherwise the text is encoded again.
 */

#include "app/window/document/forced-target.h"

#include <string.h>

#include "app/core/files/text.h"

/* Returns the index of the change that forces a whole target; -1 if there is none. */
static int
find_forced (HeedDocument *document)
{
  HeedChangeList *list = heed_document_get_changes (document);

  for (guint i = 0; i < heed_change_list_get_n (list); i++)
    {
      const HeedChange *change = heed_change_list_get (list, i);

      if (change->kind == HEED_CHANGE_PREFIX && change->is_whole)
        return (int) i;
    }

  return -1;
}

static GArray *
list_written (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint t = 0; t < translation->steps->len; t++)
    g_array_append_val (ids, heed_translation_get_step (translation, t)->token.id);

  return ids;
}

static gboolean
are_spelled_alike (HeedDocument *document,
                   HeedModel    *model)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  HeedModel *own = heed_document_get_model (document);

  if (own == model)
    return TRUE;

  if (heed_model_get_info (own)->target_vocabulary !=
      heed_model_get_info (model)->target_vocabulary)
    return FALSE;

  for (guint t = 0; t < translation->steps->len; t++)
    {
      const HeedToken *token = &heed_translation_get_step (translation, t)->token;
      HeedToken other = heed_model_get_target_token (model, token->id);

      if (g_strcmp0 (token->text, other.text) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Returns the token ids of the text, with the end token: it is forced too, since it has a
 * probability like every other token. */
static GArray *
encode (HeedModel   *model,
        const char  *text,
        GError     **error)
{
  guint n_ids;
  g_autofree guint32 *encoded = heed_model_encode_target (model, text, &n_ids, error);
  guint32 end = heed_model_get_end_token (model);
  GArray *ids;

  if (encoded == NULL)
    return NULL;

  ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_ids + 1);
  g_array_append_vals (ids, encoded, n_ids);
  if (n_ids == 0 || encoded[n_ids - 1] != end)
    g_array_append_val (ids, end);

  return ids;
}

static gboolean
is_forced (HeedDocument *document,
           const GArray *ids)
{
  int forced = find_forced (document);
  const HeedChange *change =
    forced >= 0 ? heed_change_list_get (heed_document_get_changes (document), (guint) forced)
                : NULL;

  return change != NULL && change->is_on && change->n_ids == ids->len &&
         memcmp (change->ids, ids->data, ids->len * sizeof (guint32)) == 0;
}

static void
put (HeedDocument *document,
     const GArray *ids,
     const char   *text)
{
  HeedChange change = { .kind = HEED_CHANGE_PREFIX, .is_on = TRUE, .is_whole = TRUE };

  change.ids = (const guint32 *) (gpointer) ids->data;
  change.n_ids = ids->len;
  change.label = text;
  if (!is_forced (document, ids))
    heed_change_list_put (heed_document_get_changes (document), heed_change_new (&change));
}

/**
 * heed_forced_target_copy:
 * @document: the document to force
 * @from: a document with a complete translation
 *
 * Adds one change to the list of @document, which replaces the former one; does nothing
 * if that target is already forced, if @document has no model or no sentence, or if
 * @from has no translation.
 *
 * Errors: those of heed_model_encode_target(); then nothing is forced
 */
gboolean
heed_forced_target_copy (HeedDocument  *document,
                         HeedDocument  *from,
                         GError       **error)
{
  HeedModel *model = heed_document_get_model (document);
  g_autoptr(GArray) written = list_written (from);
  g_autoptr(GArray) ids = NULL;
  g_autofree char *text = NULL;

  if (model == NULL || written->len == 0 || heed_text_is_blank (heed_document_get_text (document)))
    return TRUE;

  text = heed_model_decode_target (heed_document_get_model (from),
                                   (const guint32 *) (gpointer) written->data, written->len);
  ids = are_spelled_alike (from, model) ? g_steal_pointer (&written) : encode (model, text, error);
  if (ids == NULL)
    {
      heed_forced_target_remove (document);
      return FALSE;
    }

  put (document, ids, text);

  return TRUE;
}

/**
 * heed_forced_target_set_text:
 * @text: the whole target
 *
 * Forces this text, as heed_forced_target_copy() does; does nothing without a model.
 *
 * Errors: those of heed_model_encode_target(); then nothing is forced
 */
gboolean
heed_forced_target_set_text (HeedDocument  *document,
                             const char    *text,
                             GError       **error)
{
  HeedModel *model = heed_document_get_model (document);
  g_autoptr(GArray) ids = NULL;

  if (model == NULL)
    return TRUE;

  ids = encode (model, text, error);
  if (ids == NULL)
    {
      heed_forced_target_remove (document);
      return FALSE;
    }

  put (document, ids, text);

  return TRUE;
}

const char *
heed_forced_target_get (HeedDocument *document)
{
  int forced = find_forced (document);
  const HeedChange *change =
    forced >= 0 ? heed_change_list_get (heed_document_get_changes (document), (guint) forced)
                : NULL;

  return change != NULL && change->is_on ? change->label : NULL;
}

void
heed_forced_target_remove (HeedDocument *document)
{
  int forced = find_forced (document);

  if (forced >= 0)
    heed_change_list_remove (heed_document_get_changes (document), (guint) forced);
}
