/* model.c — a trained model: what it learned, what it is, how it reads text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Immutable once made, so any number of sessions in any threads may share it.
 */

#include "engine/models/model.h"

#include <string.h>

struct _HeedModel
{
  HeedModelParts  parts;
  HeedNetwork     network;
  HeedModelInfo   info;
  HeedTensorInfo *tensors;
  gsize          *shapes;      /* two numbers a tensor */
  HeedUnreadInfo *unread;
  GMutex          lock;        /* of ids_as_text only */
  GHashTable     *ids_as_text; /* guint32 to "#id", for models without words */
  HeedParallel   *parallel;    /* or NULL */
  guint           max_source_length;
};

static void
list_tensors (HeedModel *model)
{
  guint n_tensors = heed_parameters_get_n (model->parts.parameters);

  model->tensors = g_new0 (HeedTensorInfo, n_tensors);
  model->shapes = g_new0 (gsize, 2 * n_tensors);

  for (guint i = 0; i < n_tensors; i++)
    {
      const HeedTensor *tensor = heed_parameters_get (model->parts.parameters, i);

      model->shapes[2 * i] = tensor->n_rows;
      model->shapes[2 * i + 1] = tensor->n_columns;
      model->tensors[i] = (HeedTensorInfo) { tensor->name, "F32", model->shapes + 2 * i, 2 };
    }
}

/**
 * heed_model_new_from_parts:
 * @parts: (inout): taken over on success, left alone on failure
 *
 * Errors: %HEED_ERROR_SHAPE, %HEED_ERROR_VOCABULARY
 */
HeedModel *
heed_model_new_from_parts (HeedModelParts  *parts,
                           GError         **error)
{
  HeedNetwork network;
  HeedModel *model;

  if (!heed_model_parts_check (parts, error) ||
      !heed_network_bind (&network, &parts->blueprint, heed_existing_source, parts->parameters,
                          error))
    return NULL;

  model = g_atomic_rc_box_new0 (HeedModel);
  model->max_source_length = HEED_MAX_SOURCE_LENGTH;
  model->parts = *parts;
  *parts = (HeedModelParts) { 0 };
  model->network = network;
  model->info = heed_model_parts_describe (&model->parts);
  model->ids_as_text = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_mutex_init (&model->lock);
  list_tensors (model);
  model->unread = heed_model_parts_list_unread (&model->parts);
  if (model->parts.warnings == NULL)
    model->parts.warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (model->parts.warnings, NULL);

  return model;
}

/**
 * heed_model_load:
 * @path: a file of Heed's own, somebody else's weights, or a folder of a tool's
 *
 * Errors: %HEED_ERROR_DAMAGED, %HEED_ERROR_UNSUPPORTED, %HEED_ERROR_SHAPE,
 *   %HEED_ERROR_AMBIGUOUS; what reading a file can say
 * Thread: any
 * Cost:   float32 weights are mapped, not copied; each is looked at once
 *
 * Returns: (transfer full): a model, or %NULL
 */
HeedModel *
heed_model_load (const char    *path,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return heed_model_load_as (path, NULL, cancellable, error);
}

/**
 * heed_model_load_as:
 * @description: (nullable): fields of a description, as JSON, which go before
 *   those that are found; of a HeedReading, or anybody's
 *
 * Errors: as heed_model_load()
 * Thread: any
 *
 * Returns: (transfer full): a model, or %NULL
 */
HeedModel *
heed_model_load_as (const char    *path,
                    const char    *description,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_auto(HeedModelParts) parts = { 0 };

  g_return_val_if_fail (path != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !heed_model_parts_load (&parts, path, description, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return heed_model_new_from_parts (&parts, error);
}

/**
 * heed_model_save:
 *
 * Writes Heed's own file, whole or not at all.
 *
 * Errors: %G_IO_ERROR of the disk; then there is the old file or none, never a part
 * of one
 *
 * Returns: whether it is saved
 */
gboolean
heed_model_save (HeedModel   *model,
                 const char  *path,
                 GError     **error)
{
  const HeedSaveOptions as_it_is = { 0 };

  return heed_model_save_as (model, path, &as_it_is, error);
}

static GHashTable *
copy_metadata (GHashTable *metadata)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  if (metadata == NULL)
    return copy;

  g_hash_table_iter_init (&iter, metadata);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, g_strdup (key), g_strdup (value));

  return copy;
}

/**
 * heed_model_save_as:
 * @options: a card, which the model in memory does not get, and the precision
 *
 * Writes Heed's own file, whole or not at all.
 *
 * Errors: %G_IO_ERROR of the disk; then there is the old file or none, never a part
 * of one
 *
 * Returns: whether it is saved
 */
gboolean
heed_model_save_as (HeedModel              *model,
                    const char             *path,
                    const HeedSaveOptions  *options,
                    GError                **error)
{
  g_autoptr(GHashTable) metadata = NULL;
  HeedModelParts parts;

  g_return_val_if_fail (model != NULL && path != NULL && options != NULL, FALSE);

  metadata = copy_metadata (model->parts.metadata);
  if (options->card != NULL)
    g_hash_table_insert (metadata, g_strdup ("heed.card"), g_strdup (options->card));
  parts = model->parts;
  parts.metadata = metadata;

  return heed_model_parts_save (&parts, path, options->half, error);
}

HeedModel *
heed_model_ref (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return g_atomic_rc_box_acquire (model);
}

static void
clear_model (gpointer data)
{
  HeedModel *model = data;

  g_clear_pointer (&model->parallel, heed_parallel_free);
  heed_model_parts_clear (&model->parts);
  g_hash_table_unref (model->ids_as_text);
  g_mutex_clear (&model->lock);
  g_free (model->tensors);
  g_free (model->shapes);
  g_free (model->unread);
}

void
heed_model_unref (HeedModel *model)
{
  if (model != NULL)
    g_atomic_rc_box_release_full (model, clear_model);
}

/**
 * heed_model_get_info:
 *
 * Returns: (transfer none): what the model is; lives as long as it
 */
const HeedModelInfo *
heed_model_get_info (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return &model->info;
}

/**
 * heed_model_get_tensors:
 * @n_tensors: (out): how many there are
 *
 * Returns: (transfer none): every tensor, by its name in Heed's own files; lives as
 *   long as the model
 */
const HeedTensorInfo *
heed_model_get_tensors (HeedModel *model,
                        guint     *n_tensors)
{
  g_return_val_if_fail (model != NULL && n_tensors != NULL, NULL);

  *n_tensors = heed_parameters_get_n (model->parts.parameters);

  return model->tensors;
}

/**
 * heed_model_get_unread:
 * @n_tensors: (out): how many there are
 *
 * Returns: (transfer none): the tensors of the file that no part of the model
 *   reads; none of a model that was not read from a file
 */
const HeedUnreadInfo *
heed_model_get_unread (HeedModel *model,
                       guint     *n_tensors)
{
  g_return_val_if_fail (model != NULL && n_tensors != NULL, NULL);

  *n_tensors = model->parts.unread != NULL ? model->parts.unread->len : 0;

  return model->unread;
}

/**
 * heed_model_get_warnings:
 *
 * Returns: (transfer none): one line each, ended by %NULL: what was guessed, what
 *   nothing reads, what was looked at and not used
 */
const char *const *
heed_model_get_warnings (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return (const char *const *) model->parts.warnings->pdata;
}

/**
 * heed_model_get_metadata:
 * @key: "heed.config", "heed.card", …
 *
 * Returns: (transfer none) (nullable): what the file says; %NULL if it says nothing
 */
const char *
heed_model_get_metadata (HeedModel  *model,
                         const char *key)
{
  g_return_val_if_fail (model != NULL && key != NULL, NULL);

  return model->parts.metadata != NULL ? g_hash_table_lookup (model->parts.metadata, key) : NULL;
}

/**
 * heed_model_check_file:
 *
 * Weights are used where their file is mapped. Whoever computed with them asks
 * afterwards whether they were still there.
 *
 * Errors: %HEED_ERROR_DAMAGED if the file was cut short or written to
 * Thread: any
 * Cost:   one call of the system, or nothing if all numbers were copied
 */
gboolean
heed_model_check_file (HeedModel  *model,
                       GError    **error)
{
  return heed_parameters_check_file (model->parts.parameters, error);
}

const HeedModelParts *
heed_model_get_parts (HeedModel *model)
{
  return &model->parts;
}

const HeedNetwork *
heed_model_get_network (HeedModel *model)
{
  return &model->network;
}

/**
 * heed_model_get_n_layers:
 *
 * Returns: how many layers attend like that; 0 if none does
 */
guint
heed_model_get_n_layers (HeedModel         *model,
                         HeedAttentionKind  kind)
{
  g_return_val_if_fail (model != NULL, 0);

  return heed_network_get_n_layers (&model->network, kind);
}

/**
 * heed_model_get_n_heads:
 *
 * Returns: how many heads attend there; 0 if there is no such layer
 */
guint
heed_model_get_n_heads (HeedModel         *model,
                        HeedAttentionKind  kind,
                        int                layer)
{
  g_return_val_if_fail (model != NULL, 0);

  return heed_network_get_n_heads (&model->network, kind, layer);
}

/**
 * heed_model_set_threads:
 * @n_threads: the caller's included; at least 1
 *
 * Thread: before anything else knows @model
 */
void
heed_model_set_threads (HeedModel *model,
                        guint      n_threads)
{
  g_return_if_fail (model != NULL && n_threads >= 1);

  g_clear_pointer (&model->parallel, heed_parallel_free);
  if (n_threads > 1)
    model->parallel = heed_parallel_new (n_threads);
}

/**
 * heed_model_set_max_source_length:
 * @n_tokens: at least 1
 *
 * A session of a longer source is refused, by %HEED_ERROR_TOO_LARGE. Where the
 * encoder attends, memory sets a limit of its own.
 *
 * Thread: before anything else knows @model
 */
void
heed_model_set_max_source_length (HeedModel *model,
                                  guint      n_tokens)
{
  g_return_if_fail (model != NULL && n_tokens >= 1);

  model->max_source_length = n_tokens;
}

guint
heed_model_get_max_source_length (HeedModel *model)
{
  return MIN (model->max_source_length, heed_network_get_max_source (&model->network));
}

HeedParallel *
heed_model_get_parallel (HeedModel *model)
{
  return model->parallel;
}

/* --- Text --- */

/* "#6 #9" or "6 9": the text of a model without words. */
static guint32 *
parse_ids (const char  *sentence,
           guint        vocabulary,
           const char  *why,
           guint       *n_ids,
           GError     **error)
{
  g_auto(GStrv) words = g_strsplit_set (sentence, " \t\r\n,", -1);
  g_autofree guint32 *ids = g_new (guint32, g_strv_length (words) + 1);

  *n_ids = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint64 id;

      if (*words[i] == '\0')
        continue;

      if (!g_ascii_string_to_unsigned (words[i] + (*words[i] == '#' ? 1 : 0), 10, 0,
                                       (guint64) vocabulary - 1, &id, NULL))
        {
          g_set_error (
            error, HEED_ERROR, HEED_ERROR_VOCABULARY,
            "text: expected ids below %u, since the model has no vocabulary%s%s%s, found %.40s",
            vocabulary, why != NULL ? " (" : "", why != NULL ? why : "", why != NULL ? ")" : "",
            words[i]);
          return NULL;
        }
      ids[(*n_ids)++] = (guint32) id;
    }

  return g_steal_pointer (&ids);
}

static guint32 *
encode (HeedModel      *model,
        HeedTokenizer  *text,
        guint           vocabulary,
        const char     *sentence,
        guint          *n_ids,
        GError        **error)
{
  return text != NULL ? heed_tokenizer_encode (text, sentence, n_ids, error)
                      : parse_ids (sentence, vocabulary,
                                   heed_model_get_metadata (model, "heed.no_text"), n_ids, error);
}

/**
 * heed_model_encode_source:
 * @text: UTF-8
 * @n_ids: (out): how many there are
 *
 * Neither a begin nor an end token is added. The text of a model without a
 * vocabulary is ids: "#6 #9", or "6 9".
 *
 * Errors: %HEED_ERROR_VOCABULARY if the text cannot be said in the model's tokens
 *
 * Returns: (transfer full): the ids, to be freed with g_free(); %NULL on error
 */
guint32 *
heed_model_encode_source (HeedModel   *model,
                          const char  *text,
                          guint       *n_ids,
                          GError     **error)
{
  g_return_val_if_fail (model != NULL && text != NULL && n_ids != NULL, NULL);

  return encode (model, model->parts.source_text, model->info.source_vocabulary, text, n_ids,
                 error);
}

/**
 * heed_model_list_unknown:
 * @text: UTF-8; a source sentence
 *
 * Returns: (transfer full): in order, a list that may be empty
 */
char **
heed_model_list_unknown (HeedModel  *model,
                         const char *text)
{
  g_return_val_if_fail (model != NULL && text != NULL, NULL);

  return model->parts.source_text != NULL
         ? heed_tokenizer_list_unknown (model->parts.source_text, text)
         : g_new0 (char *, 1);
}

/**
 * heed_model_encode_target:
 * @text: UTF-8
 * @n_ids: (out): how many there are
 *
 * Neither a begin nor an end token is added. The text of a model without a
 * vocabulary is ids: "#6 #9", or "6 9".
 *
 * Errors: %HEED_ERROR_VOCABULARY if the text cannot be said in the model's tokens
 *
 * Returns: (transfer full): the ids, to be freed with g_free(); %NULL on error
 */
guint32 *
heed_model_encode_target (HeedModel   *model,
                          const char  *text,
                          guint       *n_ids,
                          GError     **error)
{
  g_return_val_if_fail (model != NULL && text != NULL && n_ids != NULL, NULL);

  return encode (model, model->parts.target_text, model->info.target_vocabulary, text, n_ids,
                 error);
}

/**
 * heed_model_decode_target:
 * @ids: n_ids; special ones are left out
 *
 * Returns: (transfer full): text, or "#3 #14 ..." from a model without words
 */
char *
heed_model_decode_target (HeedModel     *model,
                          const guint32 *ids,
                          guint          n_ids)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (model != NULL && (ids != NULL || n_ids == 0), NULL);

  if (model->parts.target_text != NULL)
    return heed_tokenizer_decode (model->parts.target_text, ids, n_ids);

  for (guint i = 0; i < n_ids; i++)
    if (ids[i] != model->parts.target_special.end)
      g_string_append_printf (text, "%s#%u", text->len > 0 ? " " : "", ids[i]);

  return g_strdup (text->str);
}

static gboolean
is_special (const HeedSpecialTokens *special,
            guint32                  id)
{
  return id == special->begin || id == special->end || id == special->padding;
}

/* Text for an id of a model without words; made when first asked for. */
static HeedToken
name_id (HeedModel               *model,
         const HeedSpecialTokens *special,
         guint32                  id)
{
  char *text;

  g_mutex_lock (&model->lock);
  text = g_hash_table_lookup (model->ids_as_text, GUINT_TO_POINTER (id));
  if (text == NULL)
    {
      text = g_strdup_printf ("#%u", id);
      g_hash_table_insert (model->ids_as_text, GUINT_TO_POINTER (id), text);
    }
  g_mutex_unlock (&model->lock);

  return (HeedToken) { .id = id,
                       .text = text,
                       .is_special = is_special (special, id),
                       .starts_word = TRUE };
}

/**
 * heed_model_get_source_token:
 * @id: below the size of the source vocabulary
 *
 * Returns: the token, whose text lives as long as the model
 */
HeedToken
heed_model_get_source_token (HeedModel *model,
                             guint32    id)
{
  g_return_val_if_fail (model != NULL && id < model->info.source_vocabulary, (HeedToken) { 0 });

  if (model->parts.source_text != NULL)
    return heed_tokenizer_get_token (model->parts.source_text, id);

  return name_id (model, &model->parts.source_special, id);
}

/**
 * heed_model_get_target_token:
 * @id: below the size of the target vocabulary
 *
 * Returns: the token, whose text lives as long as the model
 */
HeedToken
heed_model_get_target_token (HeedModel *model,
                             guint32    id)
{
  g_return_val_if_fail (model != NULL && id < model->info.target_vocabulary, (HeedToken) { 0 });

  if (model->parts.target_text != NULL)
    return heed_tokenizer_get_token (model->parts.target_text, id);

  return name_id (model, &model->parts.target_special, id);
}

/* "#12" is always the token of id 12, also where there are words. */
static gboolean
find_token (HeedTokenizer *text,
            guint          vocabulary,
            const char    *token,
            guint32       *id)
{
  guint64 number;

  if (text != NULL && heed_tokenizer_find_token (text, token, id))
    return TRUE;

  if (token[0] != '#' ||
      !g_ascii_string_to_unsigned (token + 1, 10, 0, (guint64) vocabulary - 1, &number, NULL))
    return FALSE;

  *id = (guint32) number;

  return TRUE;
}

/**
 * heed_model_find_source_token:
 * @token: as heed_model_get_source_token() spells it
 * @id: (out): its id
 *
 * Returns: whether there is such a token
 */
gboolean
heed_model_find_source_token (HeedModel  *model,
                              const char *token,
                              guint32    *id)
{
  g_return_val_if_fail (model != NULL && token != NULL && id != NULL, FALSE);

  return find_token (model->parts.source_text, model->info.source_vocabulary, token, id);
}

/**
 * heed_model_find_target_token:
 * @token: as heed_model_get_target_token() spells it
 * @id: (out): its id
 *
 * Returns: whether there is such a token
 */
gboolean
heed_model_find_target_token (HeedModel  *model,
                              const char *token,
                              guint32    *id)
{
  g_return_val_if_fail (model != NULL && token != NULL && id != NULL, FALSE);

  return find_token (model->parts.target_text, model->info.target_vocabulary, token, id);
}

/**
 * heed_model_get_end_token:
 *
 * Returns: the id that ends a target sentence
 */
guint32
heed_model_get_end_token (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, 0);

  return model->parts.target_special.end;
}

/* Only Transformers come with a ban so far. */
const guint32 *
heed_model_get_banned (HeedModel *model,
                       guint     *n_banned)
{
  const HeedBlueprint *blueprint = &model->parts.blueprint;

  *n_banned = blueprint->family == HEED_FAMILY_TRANSFORMER ? blueprint->transformer.n_banned : 0;

  return blueprint->transformer.banned;
}

/**
 * heed_model_get_begin_token:
 *
 * Returns: the id that the decoder reads before it has written anything
 */
guint32
heed_model_get_begin_token (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, 0);

  return model->parts.target_special.begin;
}
