/* test-attention-table.c — the heatmap's numbers, line by line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/attention-cells.c
 */

#include "drawn.h"
#include "ui/attention-table.h"
#include "ui/style.h"

static const float weights[] = { 0.75f, 0.25f, 0.125f, 0.5f, 0.0f, 1.0f };
static const float scores[] = { 1.0f, -0.5f, 2.0f, 3.0f, -7.25f, 4.0f };

/* Three target tokens, two source tokens. */
static HeedAttentionCells *
new_cells (gboolean has_scores)
{
  guint n_source, n_target;
  HeedToken *source = drawn_tokens_new ("▁the cat", &n_source);
  HeedToken *target = drawn_tokens_new ("▁le chat </s>", &n_target);
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (3, 2, weights);
  g_autoptr(HeedMatrix) score_matrix = heed_matrix_new (3, 2, scores);
  HeedAttentionCells *cells = heed_attention_cells_new (source, n_source, target, n_target,
                                                        matrix, has_scores ? score_matrix : NULL);

  drawn_tokens_free (source, n_source);
  drawn_tokens_free (target, n_target);

  return cells;
}

static void
assert_cell (HeedAttentionCells *cells,
             guint               row,
             guint               column,
             const char         *target,
             const char         *source,
             const char         *weight,
             const char         *score)
{
  guint position = heed_attention_cells_get_position (cells, row, column);
  g_autoptr(HeedAttentionCell) cell = g_list_model_get_item (G_LIST_MODEL (cells), position);
  g_autofree char *found_weight = heed_attention_cell_dup_weight (cell);
  g_autofree char *found_score = heed_attention_cell_dup_score (cell);

  g_assert_cmpuint (heed_attention_cell_get_row (cell), ==, row);
  g_assert_cmpuint (heed_attention_cell_get_column (cell), ==, column);
  g_assert_cmpstr (heed_attention_cell_get_target (cell), ==, target);
  g_assert_cmpstr (heed_attention_cell_get_source (cell), ==, source);
  g_assert_cmpstr (found_weight, ==, weight);
  g_assert_cmpstr (found_score, ==, score);
}

/* Gold links have their own column while there are any. */
static void
test_attention_table_says_what_people_drew (void)
{
  GtkWidget *table = heed_attention_table_new ();
  GtkWidget *window = drawn_window_new (table, 500, 300);
  g_autoptr(HeedAttentionCells) cells = new_cells (TRUE);
  g_autoptr(HeedAttentionCells) plain = new_cells (TRUE);
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();
  g_autoptr(HeedAttentionCell) cell = NULL;
  g_autoptr(HeedAttentionCell) other = NULL;
  GtkWidget *view = drawn_find (table, GTK_TYPE_COLUMN_VIEW, 0);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  g_autoptr(GtkColumnViewColumn) links = g_list_model_get_item (columns, 4);
  g_autofree char *link = NULL;
  g_autofree char *nothing = NULL;

  notes->has_gold = TRUE;
  notes->links = g_new0 (HeedLinkMark, 1);
  notes->links[0] = (HeedLinkMark) { 1, 1, 0, 1, HEED_GOLD_SURE, HEED_OUTCOME_MISSED };
  notes->n_links = 1;
  heed_attention_cells_set_notes (cells, notes);
  heed_attention_table_set_cells (HEED_ATTENTION_TABLE (table), cells);
  cell = g_list_model_get_item (G_LIST_MODEL (cells), 2);
  other = g_list_model_get_item (G_LIST_MODEL (cells), 3);
  link = heed_attention_cell_dup_link (cell);
  nothing = heed_attention_cell_dup_link (other);

  g_assert_cmpstr (link, ==, "sure link, missed");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_true (gtk_column_view_column_get_visible (links));
  heed_attention_table_set_cells (HEED_ATTENTION_TABLE (table), plain);
  g_assert_false (gtk_column_view_column_get_visible (links));
  drawn_finish (window, table);
}

static void
test_attention_table_cells_say_what_they_are (void)
{
  g_autoptr(HeedAttentionCells) cells = new_cells (TRUE);
  g_autoptr(HeedAttentionCells) without = new_cells (FALSE);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cells)), ==, 6);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (cells), 6));
  assert_cell (cells, 0, 0, "le", "the", "0.750", "1.00");
  assert_cell (cells, 1, 0, "chat", "the", "0.125", "2.00");
  assert_cell (cells, 2, 0, "⟨eos⟩", "the", "0.000", "−7.25");
  assert_cell (cells, 2, 1, "⟨eos⟩", "cat", "1.000", "4.00");
  assert_cell (without, 1, 1, "chat", "cat", "0.500", "");
}

/* The matrix may be one step ahead of the tokens; the cells must then be empty. */
static void
test_attention_table_other_size_is_no_cells (void)
{
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (3, 2, weights);
  g_autoptr(HeedAttentionCells) cells = heed_attention_cells_new (NULL, 0, NULL, 0, matrix, NULL);
  g_autoptr(HeedAttentionCells) none = heed_attention_cells_new (NULL, 0, NULL, 0, NULL, NULL);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cells)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (none)), ==, 0);
}

/* Every number must be the text of a label, so that it is visible and read by screen readers. */
static gboolean
has_label (GtkWidget  *widget,
           const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;

  return FALSE;
}

static void
test_attention_table_shows_every_number (void)
{
  static const char *const texts[] = { "Target", "Source", "Weight α", "Score e",
                                       "le", "chat", "⟨eos⟩", "cat", "0.125", "−7.25" };
  g_autoptr(HeedAttentionCells) cells = new_cells (TRUE);
  GtkWidget *table = heed_attention_table_new ();
  GtkWidget *window = drawn_window_new (table, 400, 300);

  heed_attention_table_set_cells (HEED_ATTENTION_TABLE (table), cells);
  gtk_test_widget_wait_for_draw (table);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!has_label (table, texts[i]))
      g_error ("expected “%s” in the table, found none", texts[i]);

  heed_attention_table_set_cells (HEED_ATTENTION_TABLE (table), NULL);
  gtk_test_widget_wait_for_draw (table);
  g_assert_false (has_label (table, "chat"));
  drawn_finish (window, table);
}

typedef struct {
  guint n_times;
  int   row;
  int   column;
} Heard;

static void
cell_selected_cb (HeedAttentionTable *table,
                  int                 row,
                  int                 column,
                  gpointer            user_data)
{
  Heard *heard = user_data;

  heard->n_times++;
  heard->row = row;
  heard->column = column;
}

static void
test_attention_table_tells_what_a_person_chose (void)
{
  g_autoptr(HeedAttentionCells) cells = new_cells (TRUE);
  GtkWidget *table = heed_attention_table_new ();
  GtkWidget *window = drawn_window_new (table, 400, 300);
  GtkWidget *view = drawn_find (table, GTK_TYPE_COLUMN_VIEW, 0);
  GtkSelectionModel *selection = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
  Heard heard = { 0 };

  g_signal_connect (table, "cell-selected", G_CALLBACK (cell_selected_cb), &heard);
  heed_attention_table_set_cells (HEED_ATTENTION_TABLE (table), cells);
  heed_attention_table_select (HEED_ATTENTION_TABLE (table), 2, 1);
  g_assert_true (gtk_selection_model_is_selected (selection, 5));
  g_assert_cmpuint (heard.n_times, ==, 0);

  gtk_selection_model_select_item (selection, 2, TRUE);
  g_assert_cmpuint (heard.n_times, ==, 1);
  g_assert_cmpint (heard.row, ==, 1);
  g_assert_cmpint (heard.column, ==, 0);

  heed_attention_table_select (HEED_ATTENTION_TABLE (table), 1, -1);
  g_assert_false (gtk_selection_model_is_selected (selection, 2));

  /* What is selected elsewhere may be of a longer sentence than this one. */
  heed_attention_table_select (HEED_ATTENTION_TABLE (table), 7, 0);
  heed_attention_table_select (HEED_ATTENTION_TABLE (table), 0, 2);
  for (guint i = 0; i < 6; i++)
    g_assert_false (gtk_selection_model_is_selected (selection, i));
  heed_attention_table_set_cells (HEED_ATTENTION_TABLE (table), NULL);
  heed_attention_table_select (HEED_ATTENTION_TABLE (table), 0, 0);
  g_assert_cmpuint (heard.n_times, ==, 1);
  drawn_finish (window, table);
}

static void
test_attention_table_is_a_group_with_a_label (void)
{
  GtkWidget *table = g_object_ref_sink (heed_attention_table_new ());

  gtk_test_accessible_assert_role (table, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (table, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Attention as a table");
  g_assert_finalize_object (table);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  g_test_add_func ("/ui/attention-table/says-what-people-drew",
                   test_attention_table_says_what_people_drew);
  g_test_add_func ("/ui/attention-table/cells-say-what-they-are",
                   test_attention_table_cells_say_what_they_are);
  g_test_add_func ("/ui/attention-table/other-size-is-no-cells",
                   test_attention_table_other_size_is_no_cells);
  g_test_add_func ("/ui/attention-table/shows-every-number",
                   test_attention_table_shows_every_number);
  g_test_add_func ("/ui/attention-table/tells-what-a-person-chose",
                   test_attention_table_tells_what_a_person_chose);
  g_test_add_func ("/ui/attention-table/is-a-group-with-a-label",
                   test_attention_table_is_a_group_with_a_label);

  return g_test_run ();
}
