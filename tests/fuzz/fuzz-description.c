/* fuzz-description.c — made-up bytes as the description beside sound weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/model-file.h"
#include "engine/files/json.h"
#include "engine/files/weights-builder.h"
#include "engine/models/model.h"
#include "tests/fuzz/fuzz.h"

#define MOST_VALUES 4096
#define N_STEPS     2

/* The weights of a GRU of width 4 over 8 words, and a matrix of which descriptions can use
 * parts. */
static const struct { const char *name; gsize n_rows, n_columns; } tensors[] = {
  { "encoder.embedding.weight", 8, 4 },
  { "encoder.rnn.weight_ih_l0", 12, 4 },
  { "encoder.rnn.weight_hh_l0", 12, 4 },
  { "decoder.embedding.weight", 8, 4 },
  { "decoder.rnn.weight_ih_l0", 12, 8 },
  { "decoder.rnn.weight_hh_l0", 12, 4 },
  { "decoder.attention.query.weight", 4, 4 },
  { "decoder.attention.key.weight", 4, 4 },
  { "decoder.attention.score.weight", 1, 4 },
  { "decoder.output.weight", 8, 4 },
  { "square.weight", 16, 16 },
};

static HeedWeights *
new_weights (void)
{
  static float numbers[256];
  HeedWeights *weights = heed_weights_new ();

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = (float) (i % 7) / 7.0f - 0.4f;

  for (guint i = 0; i < G_N_ELEMENTS (tensors); i++)
    {
      HeedArray array = {
        .name = tensors[i].name, .dtype = HEED_DTYPE_F32, .n_dims = 2,
        .shape = { tensors[i].n_rows, tensors[i].n_columns }, .data = (const guint8 *) numbers,
      };

      heed_array_count (&array);
      heed_weights_add_array (weights, &array);
    }

  return weights;
}

static void
take_steps (HeedModel *model)
{
  static const guint32 ids[] = { 0, 1 };
  g_autoptr(HeedSession) session = NULL;

  if (heed_model_get_info (model)->source_vocabulary > 1)
    session = heed_session_new_from_ids (model, ids, G_N_ELEMENTS (ids), NULL);

  for (guint i = 0; session != NULL && i < N_STEPS && !heed_session_is_finished (session); i++)
    {
      g_autoptr(HeedStep) step = heed_session_step (session, NULL);

      if (step == NULL)
        break;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static const HeedJsonLimits limits = { 8, MOST_VALUES };
  g_autoptr(HeedJson) root = heed_json_parse (NULL, (const char *) data, n_bytes, &limits, NULL);
  g_autoptr(HeedWeights) weights = new_weights ();
  g_auto(HeedModelParts) parts = { 0 };
  g_autoptr(HeedModel) model = NULL;

  if (!heed_json_is_object (root) ||
      !heed_model_parts_load_described (&parts, weights, root, "fuzz", NULL))
    return 0;

  model = heed_model_new_from_parts (&parts, NULL);
  if (model != NULL)
    take_steps (model);

  return 0;
}
