/* transformer-description.c — the description of a Transformer, as data
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     {
 *       "family": "transformer", "width": 512,
 *       "layers": 6, "heads": 8, "feed_forward": 2048, "final_norm": false,
 *       "norm_place": "post", "norm": "layer", "norm_epsilon": 1e-5, "embedding_norm": false,
 *       "activation": "relu", "gated": false,
 *       "positions": "sinusoid-interleaved", "first_position": 0,
 *       "scale_embedding": true, "scale_scores": true, "scale_output": false,
 *       "shared_embedding": false, "tied_output": false, "biases": true,
 *       "source_begin": false, "source_end": true, "banned": [58100]
 *     }
 *
 * The members of the second line apply to both sides; "encoder_layers",
 * "decoder_heads" and so on apply to one. Sizes that the weights show may be left
 * out. transformer.c follows the fields; no layout has code of its own.
 */

#include "engine/networks/transformer-description.h"

#include "engine/heed.h"
#include "engine/files/json-fields.h"
#include "engine/networks/fields.h"

#define MAX_POSITIONS    1000000
#define MAX_FEED_FORWARD (8 * HEED_MAX_WIDTH)

static const char *const norm_places[] = { "pre", "post", NULL };
static const char *const norms[] = { "layer", "rms", NULL };
static const char *const activations[] = { "relu", "gelu", "gelu-tanh", "swish", NULL };
static const char *const positions[] = {
  "none", "sinusoid-interleaved", "sinusoid-halves", "sinusoid-timescales", "learned", "relative",
  NULL
};

void
heed_transformer_description_init (HeedTransformerDescription *description)
{
  *description = (HeedTransformerDescription) {
    .norm_place = HEED_NORM_POST,
    .norm = HEED_NORM_LAYER,
    .norm_epsilon = 1e-5f,
    .activation = HEED_ACTIVATION_RELU,
    .positions = HEED_POSITIONS_INTERLEAVED,
    .scale_embedding = TRUE,
    .scale_scores = TRUE,
    .biases = TRUE,
  };
}

/* --- Reading --- */

/* prefix is "encoder_" or "decoder_", or "" for the members that apply to both sides. */
static gboolean
parse_side (const HeedJson       *json,
            const char           *prefix,
            HeedTransformerSide  *side,
            GError              **error)
{
  g_autofree char *layers = g_strconcat (prefix, "layers", NULL);
  g_autofree char *heads = g_strconcat (prefix, "heads", NULL);
  g_autofree char *head_width = g_strconcat (prefix, "head_width", NULL);
  g_autofree char *feed_forward = g_strconcat (prefix, "feed_forward", NULL);
  g_autofree char *final_norm = g_strconcat (prefix, "final_norm", NULL);

  return heed_json_read_count (json, layers, 0, HEED_MAX_TRANSFORMER_LAYERS, &side->n_layers,
                               error) &&
         heed_json_read_count (json, heads, 0, HEED_MAX_WIDTH, &side->n_heads, error) &&
         heed_json_read_count (json, head_width, 0, HEED_MAX_WIDTH, &side->head_width, error) &&
         heed_json_read_count (json, feed_forward, 0, MAX_FEED_FORWARD, &side->feed_forward,
                               error) &&
         heed_json_read_boolean (json, final_norm, &side->final_norm, error);
}

static gboolean
parse_sides (const HeedJson              *json,
             HeedTransformerDescription  *d,
             GError                     **error)
{
  return parse_side (json, "", &d->encoder, error) &&
         parse_side (json, "", &d->decoder, error) &&
         parse_side (json, "encoder_", &d->encoder, error) &&
         parse_side (json, "decoder_", &d->decoder, error);
}

static gboolean
parse_banned (const HeedJson              *json,
              HeedTransformerDescription  *d,
              GError                     **error)
{
  const HeedJson *ids = heed_json_get_member (json, "banned");

  if (ids == NULL)
    return TRUE;

  if (!heed_json_is_list (ids) || heed_json_get_n (ids) > HEED_MAX_BANNED)
    return heed_json_refuse (ids, "a list of at most " G_STRINGIFY (HEED_MAX_BANNED) " ids", error);

  d->n_banned = heed_json_get_n (ids);
  for (guint i = 0; i < d->n_banned; i++)
    if (!heed_json_take_count (heed_json_get_nth (ids, i), 0, HEED_MAX_VOCABULARY, &d->banned[i],
                               error))
      return FALSE;

  return TRUE;
}

static gboolean
parse_positions (const HeedJson              *json,
                 HeedTransformerDescription  *d,
                 GError                     **error)
{
  return heed_json_read_choice (json, "positions", positions, &d->positions, error) &&
         heed_json_read_count (json, "first_position", 0, MAX_POSITIONS, &d->first_position,
                               error) &&
         heed_json_read_count (json, "max_positions", 0, MAX_POSITIONS, &d->max_positions, error) &&
         heed_json_read_boolean (json, "stored_positions", &d->stored_positions, error) &&
         heed_json_read_count (json, "buckets", 0, HEED_MAX_WIDTH, &d->n_buckets, error) &&
         heed_json_read_count (json, "max_distance", 0, MAX_POSITIONS, &d->max_distance, error);
}

/**
 * heed_transformer_description_parse:
 * @description: (inout): fields that @json does not name stay as they are
 * @json: untrusted
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the field, what it may be and what it is
 */
gboolean
heed_transformer_description_parse (HeedTransformerDescription  *description,
                                    const HeedJson              *json,
                                    GError                     **error)
{
  HeedTransformerDescription d = *description;

  if (!heed_json_read_count (json, "source_vocabulary", 0, HEED_MAX_VOCABULARY,
                             &d.source_vocabulary, error) ||
      !heed_json_read_count (json, "target_vocabulary", 0, HEED_MAX_VOCABULARY,
                             &d.target_vocabulary, error) ||
      !heed_json_read_count (json, "width", 0, HEED_MAX_WIDTH, &d.width, error) ||
      !parse_sides (json, &d, error) ||
      !heed_json_read_choice (json, "norm_place", norm_places, &d.norm_place, error) ||
      !heed_json_read_choice (json, "norm", norms, &d.norm, error) ||
      !heed_json_read_float (json, "norm_epsilon", 0.0f, 1.0f, &d.norm_epsilon, error) ||
      !heed_json_read_boolean (json, "embedding_norm", &d.embedding_norm, error) ||
      !heed_json_read_choice (json, "activation", activations, &d.activation, error) ||
      !heed_json_read_boolean (json, "gated", &d.gated, error) ||
      !parse_positions (json, &d, error) ||
      !heed_json_read_boolean (json, "scale_embedding", &d.scale_embedding, error) ||
      !heed_json_read_boolean (json, "scale_scores", &d.scale_scores, error) ||
      !heed_json_read_boolean (json, "scale_output", &d.scale_output, error) ||
      !heed_json_read_boolean (json, "shared_embedding", &d.shared_embedding, error) ||
      !heed_json_read_boolean (json, "tied_output", &d.tied_output, error) ||
      !heed_json_read_boolean (json, "biases", &d.biases, error) ||
      !heed_json_read_boolean (json, "source_begin", &d.source_begin, error) ||
      !heed_json_read_boolean (json, "source_end", &d.source_end, error) ||
      !parse_banned (json, &d, error))
    return FALSE;

  *description = d;

  return TRUE;
}

/* --- Checking --- */

static gboolean
check_side (const HeedTransformerDescription  *d,
            const HeedTransformerSide         *side,
            const char                        *name,
            GError                           **error)
{
  return heed_field_check (side->n_layers > 0, error, "%s_layers: expected at least 1, found 0",
                           name) &&
         heed_field_check (side->n_layers <= HEED_MAX_TRANSFORMER_LAYERS, error,
                           "%s_layers: expected at most %d, found %u", name,
                           HEED_MAX_TRANSFORMER_LAYERS, side->n_layers) &&
         heed_field_check (side->n_heads > 0, error, "%s_heads: expected at least 1, found 0",
                           name) &&
         heed_field_check (side->head_width > 0 || d->width % side->n_heads == 0, error,
                           "%s_heads: expected a divisor of width %u, found %u", name, d->width,
                           side->n_heads) &&
         heed_field_check (side->head_width <= HEED_MAX_WIDTH &&
                             (guint64) side->n_heads * side->head_width <= 4 * HEED_MAX_WIDTH,
                           error,
                           "%s_head_width: expected at most %d for all heads, found %u times %u",
                           name, 4 * HEED_MAX_WIDTH, side->n_heads, side->head_width) &&
         heed_field_check (side->feed_forward > 0, error,
                           "%s_feed_forward: expected at least 1, found 0", name) &&
         heed_field_check (side->feed_forward <= MAX_FEED_FORWARD, error,
                           "%s_feed_forward: expected at most %d, found %u", name,
                           MAX_FEED_FORWARD, side->feed_forward);
}

static gboolean
check_positions (const HeedTransformerDescription  *d,
                 GError                           **error)
{
  gboolean is_sinusoid = d->positions == HEED_POSITIONS_INTERLEAVED ||
                         d->positions == HEED_POSITIONS_HALVES ||
                         d->positions == HEED_POSITIONS_TIMESCALES;
  gboolean has_table =
    d->positions == HEED_POSITIONS_LEARNED || (is_sinusoid && d->stored_positions);
  gboolean is_relative = d->positions == HEED_POSITIONS_RELATIVE;

  return heed_field_check (!is_sinusoid || d->width % 2 == 0, error,
                           "positions: %s: expected an even width, found %u",
                           positions[d->positions], d->width) &&
         heed_field_check (d->positions != HEED_POSITIONS_TIMESCALES || d->width >= 4, error,
                           "positions: %s: expected a width of at least 4, found %u",
                           positions[d->positions], d->width) &&
         heed_field_check (!has_table || d->max_positions > d->first_position, error,
                           "max_positions: expected more than first_position %u, found %u",
                           d->first_position, d->max_positions) &&
         heed_field_check (!is_relative || d->n_buckets >= 4, error,
                           "buckets: expected at least 4, found %u", d->n_buckets) &&
         heed_field_check (!is_relative || d->max_distance > d->n_buckets / 2, error,
                           "max_distance: expected more than %u, half the buckets, found %u",
                           d->n_buckets / 2, d->max_distance);
}

static gboolean
check_embeddings (const HeedTransformerDescription  *d,
                  GError                           **error)
{
  for (guint i = 0; i < d->n_banned; i++)
    if (!heed_field_check (d->banned[i] < d->target_vocabulary, error,
                           "banned: expected ids below %u, found %u", d->target_vocabulary,
                           d->banned[i]))
      return FALSE;

  return heed_field_check (d->n_banned < d->target_vocabulary, error,
                           "banned: expected fewer than the %u target tokens, found %u",
                           d->target_vocabulary, d->n_banned) &&
         heed_field_check (
           !d->shared_embedding || d->source_vocabulary == d->target_vocabulary, error,
           "shared_embedding: expected as many source tokens as target tokens, %u, found %u",
           d->target_vocabulary, d->source_vocabulary);
}

/**
 * heed_transformer_description_check:
 *
 * Checks that the fields are in range and consistent, so that later code need not check them.
 * They may come from JSON or from the shapes of tensors.
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the field, what it should be and what it is
 */
gboolean
heed_transformer_description_check (const HeedTransformerDescription  *d,
                                    GError                           **error)
{
  const HeedFieldSize sizes[] = {
    { "source_vocabulary", d->source_vocabulary, 1, HEED_MAX_VOCABULARY },
    { "target_vocabulary", d->target_vocabulary, 1, HEED_MAX_VOCABULARY },
    { "width", d->width, 1, HEED_MAX_WIDTH },
    { "first_position", d->first_position, 0, MAX_POSITIONS },
    { "max_positions", d->max_positions, 0, MAX_POSITIONS },
    { "buckets", d->n_buckets, 0, HEED_MAX_WIDTH },
    { "max_distance", d->max_distance, 0, MAX_POSITIONS },
  };

  return heed_field_check_sizes (sizes, G_N_ELEMENTS (sizes), error) &&
         heed_field_check (d->norm_epsilon > 0.0f, error,
                           "norm_epsilon: expected more than 0, found %g", d->norm_epsilon) &&
         check_side (d, &d->encoder, "encoder", error) &&
         check_side (d, &d->decoder, "decoder", error) && check_positions (d, error) &&
         check_embeddings (d, error);
}

guint
heed_transformer_inner_width (const HeedTransformerDescription *d,
                              const HeedTransformerSide        *side)
{
  return side->head_width > 0 ? side->n_heads * side->head_width : d->width;
}

/* --- Writing --- */

static void
set_side (HeedJson                  *json,
          const char                *name,
          const HeedTransformerSide *side)
{
  const struct { const char *member; guint value; } counts[] = {
    { "layers", side->n_layers },
    { "heads", side->n_heads },
    { "head_width", side->head_width },
    { "feed_forward", side->feed_forward },
  };
  g_autofree char *final_norm = g_strconcat (name, "_final_norm", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *key = g_strconcat (name, "_", counts[i].member, NULL);

      heed_json_set_whole (json, key, counts[i].value);
    }
  heed_json_set_boolean (json, final_norm, side->final_norm);
}

static void
set_banned (HeedJson                         *json,
            const HeedTransformerDescription *d)
{
  HeedJson *ids = heed_json_set_list (json, "banned");

  for (guint i = 0; i < d->n_banned; i++)
    heed_json_add_whole (ids, d->banned[i]);
}

/* Returns JSON that heed_transformer_description_parse() can read. */
HeedJson *
heed_transformer_description_to_json (const HeedTransformerDescription *d)
{
  HeedJson *json = heed_json_new_object ();

  heed_json_set_text (json, "family", "transformer");
  heed_json_set_whole (json, "source_vocabulary", d->source_vocabulary);
  heed_json_set_whole (json, "target_vocabulary", d->target_vocabulary);
  heed_json_set_whole (json, "width", d->width);
  set_side (json, "encoder", &d->encoder);
  set_side (json, "decoder", &d->decoder);
  heed_json_set_text (json, "norm_place", norm_places[d->norm_place]);
  heed_json_set_text (json, "norm", norms[d->norm]);
  heed_json_set_float (json, "norm_epsilon", d->norm_epsilon);
  heed_json_set_boolean (json, "embedding_norm", d->embedding_norm);
  heed_json_set_text (json, "activation", activations[d->activation]);
  heed_json_set_boolean (json, "gated", d->gated);
  heed_json_set_text (json, "positions", positions[d->positions]);
  heed_json_set_whole (json, "first_position", d->first_position);
  heed_json_set_whole (json, "max_positions", d->max_positions);
  heed_json_set_boolean (json, "stored_positions", d->stored_positions);
  heed_json_set_whole (json, "buckets", d->n_buckets);
  heed_json_set_whole (json, "max_distance", d->max_distance);
  heed_json_set_boolean (json, "scale_embedding", d->scale_embedding);
  heed_json_set_boolean (json, "scale_scores", d->scale_scores);
  heed_json_set_boolean (json, "scale_output", d->scale_output);
  heed_json_set_boolean (json, "shared_embedding", d->shared_embedding);
  heed_json_set_boolean (json, "tied_output", d->tied_output);
  heed_json_set_boolean (json, "biases", d->biases);
  heed_json_set_boolean (json, "source_begin", d->source_begin);
  heed_json_set_boolean (json, "source_end", d->source_end);
  set_banned (json, d);

  return json;
}
