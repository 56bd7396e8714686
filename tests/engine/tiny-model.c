/* tiny-model.c — models with random weights, small enough to check by hand
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/random-source.h"
#include "tests/engine/tiny-model.h"

HeedDescription
tiny_description (void)
{
  return (HeedDescription) {
    .cell = HEED_CELL_GRU,
    .source_vocabulary = TINY_SOURCE_VOCABULARY,
    .target_vocabulary = TINY_TARGET_VOCABULARY,
    .source_embedding = 5,
    .target_embedding = 6,
    .n_encoder_layers = 1,
    .n_directions = 2,
    .encoder_width = 4,
    .n_decoder_layers = 1,
    .decoder_width = 8,
    .initial = HEED_INITIAL_BRIDGE,
    .score = HEED_SCORE_ADDITIVE,
    .attention_width = 7,
    .n_heads = 1,
    .query = HEED_QUERY_PREVIOUS,
    .cell_input = { { HEED_PART_CONTEXT, HEED_PART_EMBEDDING }, 2 },
    .output = { { HEED_PART_STATE, HEED_PART_CONTEXT }, 2 },
  };
}

/* Creates optional tensors like all others. */
static HeedTensor *
every_source (gpointer     user_data,
              const char  *name,
              guint        n_rows,
              guint        n_columns,
              gboolean     is_optional,
              GError     **error)
{
  return heed_random_source (user_data, name, n_rows, n_columns, FALSE, error);
}

HeedParameters *
tiny_parameters_new (const HeedDescription *description,
                     guint64                seed)
{
  HeedParameters *parameters = heed_parameters_new ();
  g_autoptr(GError) error = NULL;
  HeedRecurrent bound;
  HeedRandom random;

  heed_random_seed (&random, seed);
  heed_description_check (description, &error);
  g_assert_no_error (error);
  heed_recurrent_bind (&bound, description, every_source,
                       &(HeedRandomSource) { parameters, &random }, &error);
  g_assert_no_error (error);

  return parameters;
}

HeedModel *
tiny_model_new (const HeedDescription *description,
                guint64                seed)
{
  HeedModelParts parts = {
    .blueprint = { .family = HEED_FAMILY_RECURRENT, .recurrent = *description },
    .parameters = tiny_parameters_new (description, seed),
    .source_special = TINY_TOKENS,
    .target_special = TINY_TOKENS,
  };
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_new_from_parts (&parts, &error);

  g_assert_no_error (error);

  return model;
}
