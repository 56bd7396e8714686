/* test-description.c — descriptions that no network could follow are refused
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/networks/infer.c
 */

#include <string.h>

#include "engine/files/weights-builder.h"
#include "engine/heed.h"
#include "engine/networks/infer.h"
#include "engine/networks/transformer-description.h"
#include "tests/engine/tiny-model.h"

/* With four gates, 4 * (2^30 + 1) is 4 in a guint. */
#define ENORMOUS ((gsize) G_MAXUINT / 4 + 2)

/* The numbers of these matrices are never read: inferring looks at shapes only. */
static void
add_matrix (HeedWeights *weights,
            const char  *name,
            gsize        n_rows,
            gsize        n_columns)
{
  const HeedArray array = {
    .name = name,
    .dtype = HEED_DTYPE_F32,
    .n_dims = 2,
    .shape = { n_rows, n_columns },
    .n_values = n_rows * n_columns,
    .n_bytes = n_rows * n_columns * sizeof (float),
  };

  heed_weights_add_array (weights, &array);
}

static void
assert_refused (const HeedDescription *d,
                const char            *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_description_check (d, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_cmpstr (error->message, ==, message);
}

/* Shapes of tensors are bounded in the same way as numbers in JSON. */
static void
test_description_sizes_of_tensors_are_bounded (void)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (NULL, NULL);
  HeedDescription d = tiny_description ();

  add_matrix (weights, "decoder.rnn.weight_hh_l0", 4, ENORMOUS);
  d.cell = HEED_CELL_LSTM;
  d.decoder_width = 0;
  heed_description_infer (&d, weights, places);

  g_assert_cmpuint (d.decoder_width, ==, ENORMOUS);
  assert_refused (&d, "decoder_width: expected at most 16384, found 1073741825");
}

static void
test_description_every_size_is_bounded (void)
{
  static const struct { const char *name; gsize offset; } sizes[] = {
    { "source_vocabulary", G_STRUCT_OFFSET (HeedDescription, source_vocabulary) },
    { "target_vocabulary", G_STRUCT_OFFSET (HeedDescription, target_vocabulary) },
    { "source_embedding", G_STRUCT_OFFSET (HeedDescription, source_embedding) },
    { "target_embedding", G_STRUCT_OFFSET (HeedDescription, target_embedding) },
    { "encoder_layers", G_STRUCT_OFFSET (HeedDescription, n_encoder_layers) },
    { "encoder_directions", G_STRUCT_OFFSET (HeedDescription, n_directions) },
    { "encoder_width", G_STRUCT_OFFSET (HeedDescription, encoder_width) },
    { "source_length", G_STRUCT_OFFSET (HeedDescription, source_length) },
    { "decoder_layers", G_STRUCT_OFFSET (HeedDescription, n_decoder_layers) },
    { "decoder_width", G_STRUCT_OFFSET (HeedDescription, decoder_width) },
    { "attention_width", G_STRUCT_OFFSET (HeedDescription, attention_width) },
    { "heads", G_STRUCT_OFFSET (HeedDescription, n_heads) },
    { "combine_width", G_STRUCT_OFFSET (HeedDescription, combine_width) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *start = g_strdup_printf ("%s: expected at most ", sizes[i].name);
      g_autoptr(GError) error = NULL;
      HeedDescription d = tiny_description ();

      *(guint *) ((char *) &d + sizes[i].offset) = (guint) ENORMOUS;
      g_assert_false (heed_description_check (&d, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
      g_assert_true (g_str_has_prefix (error->message, start));
    }
}

static void
test_description_sizes_of_transformers_are_bounded (void)
{
  static const struct { const char *tensor; gsize n_rows, n_columns; const char *message; }
  cases[] = {
    { "encoder.embedding.weight", 9, ENORMOUS,
      "width: expected at most 16384, found 1073741825" },
    { "encoder.embedding.weight", ENORMOUS, 8,
      "source_vocabulary: expected at most 4000000, found 1073741825" },
    { "decoder.embedding.weight", ENORMOUS, 8,
      "target_vocabulary: expected at most 4000000, found 1073741825" },
    { "decoder.layers.0.feed_forward.inner.weight", ENORMOUS, 8,
      "decoder_feed_forward: expected at most 131072, found 1073741825" },
    { "encoder.positions.weight", ENORMOUS, 8,
      "max_positions: expected at most 1000000, found 1073741825" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HeedWeights) weights = heed_weights_new ();
      g_autoptr(HeedTensorPlaces) places = heed_tensor_places_read (NULL, NULL);
      g_autoptr(GError) error = NULL;
      HeedTransformerDescription d;

      heed_transformer_description_init (&d);
      d.encoder.n_heads = d.decoder.n_heads = 2;
      add_matrix (weights, cases[i].tensor, cases[i].n_rows, cases[i].n_columns);
      add_matrix (weights, "encoder.embedding.weight", 9, 8);
      add_matrix (weights, "decoder.embedding.weight", 9, 8);
      add_matrix (weights, "encoder.layers.0.feed_forward.inner.weight", 4, 8);
      add_matrix (weights, "decoder.layers.0.feed_forward.inner.weight", 4, 8);
      heed_transformer_description_infer (&d, weights, places);

      g_assert_false (heed_transformer_description_check (&d, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* The tables of gates and the equations take each part once. */
static void
test_description_parts_are_not_repeated (void)
{
  HeedDescription d = tiny_description ();

  d.cell_input = (HeedPartList) {
    { HEED_PART_EMBEDDING, HEED_PART_CONTEXT, HEED_PART_EMBEDDING }, 3 };
  assert_refused (&d, "cell_input: expected each part once, found embedding again");

  d = tiny_description ();
  d.combine = (HeedPartList) { { HEED_PART_STATE, HEED_PART_STATE }, 2 };
  d.combine_width = 8;
  assert_refused (&d, "combine: expected each part once, found state again");

  d = tiny_description ();
  d.output = (HeedPartList) { { HEED_PART_CONTEXT, HEED_PART_CONTEXT }, 2 };
  assert_refused (&d, "output: expected each part once, found context again");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/description/sizes-of-tensors-are-bounded",
                   test_description_sizes_of_tensors_are_bounded);
  g_test_add_func ("/engine/description/every-size-is-bounded",
                   test_description_every_size_is_bounded);
  g_test_add_func ("/engine/description/sizes-of-transformers-are-bounded",
                   test_description_sizes_of_transformers_are_bounded);
  g_test_add_func ("/engine/description/parts-are-not-repeated",
                   test_description_parts_are_not_repeated);

  return g_test_run ();
}
