/* test-nearest.c — the words that are nearest to a word in the model's own embedding
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "tests/engine/compare.h"
#include "tests/engine/tiny-model.h"

typedef HeedNeighbour *(*ListFunc) (HeedModel *model,
                                    guint32    id,
                                    guint      n_most,
                                    guint     *n_found);

/* Computes the cosine by its definition in double precision. */
static double
plain_cosine (const HeedTensor *table,
              guint32           a,
              guint32           b)
{
  double product = 0.0, one = 0.0, other = 0.0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      product += (double) heed_tensor_row (table, a)[i] * heed_tensor_row (table, b)[i];
      one += (double) heed_tensor_row (table, a)[i] * heed_tensor_row (table, a)[i];
      other += (double) heed_tensor_row (table, b)[i] * heed_tensor_row (table, b)[i];
    }

  return product / sqrt (one * other);
}

static gboolean
is_listed (const HeedNeighbour *neighbours,
           guint                n,
           guint32              id)
{
  for (guint i = 0; i < n; i++)
    if (neighbours[i].token.id == id)
      return TRUE;

  return FALSE;
}

static void
check_side (HeedModel        *model,
            const HeedTensor *table,
            HeedToken       (*get_token) (HeedModel *, guint32),
            ListFunc          list)
{
  for (guint32 id = 0; id < table->n_rows; id++)
    {
      guint n_found;
      g_autofree HeedNeighbour *found = list (model, id, 4, &n_found);

      g_assert_cmpuint (n_found, ==, 4);
      g_assert_false (is_listed (found, n_found, id));
      for (guint i = 0; i < n_found; i++)
        {
          assert_close (found[i].cosine, plain_cosine (table, id, found[i].token.id), 1e-9,
                        "cosine");
          g_assert_false (found[i].token.is_special);
          if (i > 0)
            g_assert_cmpfloat (found[i].cosine, <=, found[i - 1].cosine);
        }

      /* No token outside the list is nearer. */
      for (guint32 other = 0; other < table->n_rows; other++)
        if (other != id && !get_token (model, other).is_special &&
            !is_listed (found, n_found, other))
          g_assert_cmpfloat (plain_cosine (table, id, other), <=, found[3].cosine + 1e-12);
    }
}

static void
test_nearest_are_the_largest_cosines (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 8);
  const HeedRecurrent *network = &heed_model_get_network (model)->recurrent;

  check_side (model, network->source_embedding, heed_model_get_source_token,
              heed_model_list_nearest_source);
}

/* More neighbours are requested than exist; and an all-zero row, as padding often has, has no
 * direction. */
static void
test_nearest_zeros_are_near_to_nothing (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 8);
  HeedTensor *table = heed_model_get_network (model)->recurrent.source_embedding;
  g_autofree HeedNeighbour *found = NULL;
  guint n_before, n_found;

  g_free (heed_model_list_nearest_source (model, 9, 100, &n_before));
  g_assert_cmpuint (n_before, >, 1);
  g_assert_cmpuint (n_before, <, TINY_SOURCE_VOCABULARY - 1);

  memset (heed_tensor_row (table, 6), 0, table->n_columns * sizeof (float));
  found = heed_model_list_nearest_source (model, 9, 100, &n_found);
  g_assert_cmpuint (n_found, ==, n_before - 1);
  g_assert_false (is_listed (found, n_found, 6));

  g_assert_null (heed_model_list_nearest_source (model, 6, 5, &n_found));
  g_assert_cmpuint (n_found, ==, 0);
  g_assert_null (heed_model_list_nearest_source (model, 9, 0, &n_found));
  g_assert_cmpuint (n_found, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/nearest/largest-cosines", test_nearest_are_the_largest_cosines);
  g_test_add_func ("/engine/nearest/zeros-are-near-to-nothing",
                   test_nearest_zeros_are_near_to_nothing);

  return g_test_run ();
}
