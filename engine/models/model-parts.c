/* model-parts.c — the parts that a model is made from, and whether they fit together
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/models/model.h"

void
heed_model_parts_clear (HeedModelParts *parts)
{
  g_clear_pointer (&parts->parameters, heed_parameters_free);
  g_clear_pointer (&parts->source_text, heed_tokenizer_unref);
  g_clear_pointer (&parts->target_text, heed_tokenizer_unref);
  g_clear_pointer (&parts->metadata, g_hash_table_unref);
  g_clear_pointer (&parts->unread, g_ptr_array_unref);
  g_clear_pointer (&parts->warnings, g_ptr_array_unref);
}

/* Checks that the embedding has one row for each id of the tokenizer. */
static gboolean
check_text (HeedTokenizer  *text,
            guint           vocabulary,
            const char     *side,
            GError        **error)
{
  if (text == NULL || heed_tokenizer_get_size (text) == vocabulary)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
               "%s vocabulary: expected %u tokens, as many as the embedding has rows, found %u",
               side, vocabulary, heed_tokenizer_get_size (text));

  return FALSE;
}

static gboolean
check_token (guint32      id,
             guint        vocabulary,
             const char  *name,
             GError     **error)
{
  if (id < vocabulary)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "%s token: expected an id below %u, found %s", name, vocabulary,
               id == HEED_NO_TOKEN ? "none" : "a larger one");

  return FALSE;
}

static gboolean
check_tokens (const HeedModelParts  *parts,
              GError               **error)
{
  const HeedBlueprint *blueprint = &parts->blueprint;
  guint n_source = heed_blueprint_get_source_vocabulary (blueprint);
  guint n_target = heed_blueprint_get_target_vocabulary (blueprint);

  return check_token (parts->target_special.begin, n_target, "begin", error) &&
         check_token (parts->target_special.end, n_target, "end", error) &&
         (!heed_blueprint_has_source_begin (blueprint) ||
          check_token (parts->source_special.begin, n_source, "source begin", error)) &&
         (!heed_blueprint_has_source_end (blueprint) ||
          check_token (parts->source_special.end, n_source, "source end", error)) &&
         (!heed_blueprint_reads_padding (blueprint) ||
          check_token (parts->source_special.padding, n_source, "padding", error));
}

gboolean
heed_model_parts_check (const HeedModelParts  *parts,
                        GError               **error)
{
  const HeedBlueprint *blueprint = &parts->blueprint;

  return check_text (parts->source_text, heed_blueprint_get_source_vocabulary (blueprint), "source",
                     error) &&
         check_text (parts->target_text, heed_blueprint_get_target_vocabulary (blueprint), "target",
                     error) &&
         check_tokens (parts, error);
}

/* --- Information for users --- */

static const char *
get_metadata (const HeedModelParts *parts,
              const char           *key,
              const char           *otherwise)
{
  const char *value = parts->metadata != NULL ? g_hash_table_lookup (parts->metadata, key) : NULL;

  return value != NULL ? value : otherwise;
}

static void
describe_recurrent (HeedModelInfo         *info,
                    const HeedDescription *d)
{
  info->architecture = d->cell == HEED_CELL_GRU ? HEED_ARCHITECTURE_GRU : HEED_ARCHITECTURE_LSTM;
  info->score = d->score;
  info->n_encoder_layers = d->n_encoder_layers;
  info->n_decoder_layers = d->n_decoder_layers;
  info->n_directions = d->n_directions;
  info->n_heads = heed_score_get_info (d->score)->has_heads ? d->n_heads : 1;
  info->width = d->decoder_width;
}

static void
describe_transformer (HeedModelInfo                    *info,
                      const HeedTransformerDescription *d)
{
  info->architecture = HEED_ARCHITECTURE_TRANSFORMER;
  info->score = HEED_SCORE_MULTI_HEAD;
  info->score_variation = (d->scale_scores ? 0 : HEED_SCORE_UNSCALED) |
                          (d->positions == HEED_POSITIONS_RELATIVE ? HEED_SCORE_DISTANCE_BIAS : 0);
  info->n_encoder_layers = d->encoder.n_layers;
  info->n_decoder_layers = d->decoder.n_layers;
  info->n_directions = 1;
  info->n_heads = d->decoder.n_heads;
  info->width = d->width;
}

HeedModelInfo
heed_model_parts_describe (const HeedModelParts *parts)
{
  const HeedBlueprint *blueprint = &parts->blueprint;
  HeedModelInfo info = {
    .name = get_metadata (parts, "heed.name", "unnamed model"),
    .source_language = get_metadata (parts, "heed.source_language", ""),
    .target_language = get_metadata (parts, "heed.target_language", ""),
    .source_vocabulary = heed_blueprint_get_source_vocabulary (blueprint),
    .target_vocabulary = heed_blueprint_get_target_vocabulary (blueprint),
    .n_parameters = heed_parameters_count_values (parts->parameters),
    .has_text = parts->source_text != NULL && parts->target_text != NULL,
  };

  if (blueprint->family == HEED_FAMILY_TRANSFORMER)
    describe_transformer (&info, &blueprint->transformer);
  else
    describe_recurrent (&info, &blueprint->recurrent);

  return info;
}

/* Returns: (transfer full): an array with one entry per element of parts->unread; the entries
 * borrow from it */
HeedUnreadInfo *
heed_model_parts_list_unread (const HeedModelParts *parts)
{
  guint n_unread = parts->unread != NULL ? parts->unread->len : 0;
  HeedUnreadInfo *list = g_new0 (HeedUnreadInfo, n_unread);

  for (guint i = 0; i < n_unread; i++)
    {
      const HeedUnread *one = g_ptr_array_index (parts->unread, i);

      list[i] = (HeedUnreadInfo) {
        .tensor = { one->name, heed_dtype_get_name (one->array.dtype), one->array.shape,
                    one->array.n_dims },
        .why = one->why,
        .is_weight = one->is_weight,
      };
    }

  return list;
}
