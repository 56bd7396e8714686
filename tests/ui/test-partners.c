/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/partners.h"

static const float values[] = { 0.1f, 0.7f, 0.2f, 0.0f, 0.3f, 0.7f };
static const char *const rows[] = { "ma", "maison" };
static const char *const columns[] = { "my", "house", "." };

static HeedHeatmapPicture *
new_picture (HeedMatrix *matrix)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  HeedHeatmapPicture *picture = heed_heatmap_picture_new (context);

  g_object_unref (context);
  heed_heatmap_picture_set_row_labels (picture, rows, G_N_ELEMENTS (rows));
  heed_heatmap_picture_set_column_labels (picture, columns, G_N_ELEMENTS (columns));
  heed_heatmap_picture_set_matrix (picture, matrix);

  return picture;
}

static void
assert_partners (HeedMatrix  *matrix,
                 HeedPlace    place,
                 double       least,
                 const guint *expected,
                 guint        n_expected)
{
  g_autoptr(GArray) partners = heed_partners_find (matrix, place, least);

  g_assert_cmpuint (partners->len, ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    g_assert_cmpuint (g_array_index (partners, HeedPartner, i).index, ==, expected[i]);
}

/* For a row, the columns it attends to; for a column, the rows that attend to it. */
static void
test_partners_are_found_both_ways (void)
{
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (2, 3, values);

  assert_partners (matrix, (HeedPlace) { TRUE, 0 }, 0.0, (const guint[]) { 1, 2, 0 }, 3);
  assert_partners (matrix, (HeedPlace) { TRUE, 0 }, 0.15, (const guint[]) { 1, 2 }, 2);
  assert_partners (matrix, (HeedPlace) { FALSE, 1 }, 0.0, (const guint[]) { 0, 1 }, 2);
  assert_partners (matrix, (HeedPlace) { FALSE, 2 }, 0.5, (const guint[]) { 1 }, 1);
  assert_partners (matrix, (HeedPlace) { FALSE, -1 }, 0.0, NULL, 0);
  assert_partners (matrix, (HeedPlace) { TRUE, 2 }, 0.0, NULL, 0);
}

static void
assert_text (HeedHeatmapPicture *picture,
             HeedPlace           place,
             const char         *expected)
{
  g_autofree char *text = heed_partners_new_text (picture, place);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_partners_are_said (void)
{
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (2, 3, values);
  g_autoptr(HeedHeatmapPicture) picture = new_picture (matrix);
  g_autoptr(HeedHeatmapPicture) empty = new_picture (NULL);

  assert_text (picture, (HeedPlace) { TRUE, 1 }, "maison ← . 0.700, house 0.300");
  assert_text (picture, (HeedPlace) { FALSE, 0 }, "my → ma 0.100");
  assert_text (picture, (HeedPlace) { TRUE, -1 }, "Attention");
  assert_text (picture, (HeedPlace) { TRUE, 7 }, "Attention");
  assert_text (empty, (HeedPlace) { TRUE, 0 }, "Attention");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/partners/are-found-both-ways", test_partners_are_found_both_ways);
  g_test_add_func ("/ui/partners/are-said", test_partners_are_said);

  return g_test_run ();
}
