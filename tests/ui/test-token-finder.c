/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawn.h"
#include "ui/style.h"
#include "ui/token-finder.h"

typedef struct {
  GtkWidget *window;
  GtkWidget *finder;
  guint      n_found;
  gboolean   is_row;
  int        index;
} Fixture;

static void
found_cb (Fixture  *fixture,
          gboolean  is_row,
          int       index)
{
  fixture->n_found++;
  fixture->is_row = is_row;
  fixture->index = index;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  HeedToken *columns, *rows;
  guint n_columns, n_rows;

  fixture->finder = heed_token_finder_new ();
  columns = drawn_tokens_new ("▁The ▁cat ▁and ▁the ▁dog </s>", &n_columns);
  rows = drawn_tokens_new ("▁Le ▁chat ▁et ▁Été", &n_rows);
  heed_token_finder_set_tokens (HEED_TOKEN_FINDER (fixture->finder), columns, n_columns, rows,
                                n_rows);
  drawn_tokens_free (columns, n_columns);
  drawn_tokens_free (rows, n_rows);
  g_signal_connect_swapped (fixture->finder, "found", G_CALLBACK (found_cb), fixture);
  gtk_box_append (GTK_BOX (box), fixture->finder);
  gtk_box_append (GTK_BOX (box), gtk_button_new ());
  fixture->window = drawn_window_new (box, 300, 80);
  heed_token_finder_open (HEED_TOKEN_FINDER (fixture->finder));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->finder);
}

static GtkWidget *
get_entry (Fixture *fixture)
{
  return drawn_find (fixture->finder, GTK_TYPE_SEARCH_ENTRY, 0);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (fixture)), text);
}

static const char *
get_count (Fixture *fixture)
{
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (fixture->finder)));
}

static void
assert_found (Fixture    *fixture,
              gboolean    is_row,
              int         index,
              const char *count)
{
  g_assert_cmpint (fixture->is_row, ==, is_row);
  g_assert_cmpint (fixture->index, ==, index);
  g_assert_cmpstr (get_count (fixture), ==, count);
}

static void
test_token_finder_goes_from_one_to_the_next (Fixture       *fixture,
                                             gconstpointer  data)
{
  type (fixture, "THE");
  assert_found (fixture, FALSE, 0, "1 of 2");
  g_signal_emit_by_name (get_entry (fixture), "activate");
  assert_found (fixture, FALSE, 3, "2 of 2");
  g_signal_emit_by_name (get_entry (fixture), "activate");
  assert_found (fixture, FALSE, 0, "1 of 2");
  drawn_press_key (fixture->finder, GDK_KEY_Return, GDK_SHIFT_MASK);
  assert_found (fixture, FALSE, 3, "2 of 2");
}

static void
test_token_finder_looks_in_both_sentences (Fixture       *fixture,
                                           gconstpointer  data)
{
  type (fixture, "été");
  assert_found (fixture, TRUE, 3, "1 of 1");
  type (fixture, "c");
  assert_found (fixture, FALSE, 1, "1 of 2");
  g_signal_emit_by_name (get_entry (fixture), "next-match");
  assert_found (fixture, TRUE, 1, "2 of 2");
}

static void
test_token_finder_nothing_is_said (Fixture       *fixture,
                                   gconstpointer  data)
{
  type (fixture, "xyz");
  g_assert_cmpuint (fixture->n_found, ==, 0);
  g_assert_cmpstr (get_count (fixture), ==, "no such token");
  type (fixture, "");
  g_assert_cmpstr (get_count (fixture), ==, "");
}

static void
test_token_finder_escape_closes (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_assert_true (gtk_widget_get_visible (fixture->finder));
  g_signal_emit_by_name (get_entry (fixture), "stop-search");
  g_assert_false (gtk_widget_get_visible (fixture->finder));
}

/* The sentence may be replaced by a shorter one during a search. */
static void
test_token_finder_fewer_tokens_are_no_harm (Fixture       *fixture,
                                            gconstpointer  data)
{
  HeedToken *tokens;
  guint n_tokens;

  type (fixture, "été");
  tokens = drawn_tokens_new ("▁a", &n_tokens);
  heed_token_finder_set_tokens (HEED_TOKEN_FINDER (fixture->finder), tokens, n_tokens, NULL, 0);
  drawn_tokens_free (tokens, n_tokens);
  type (fixture, "a");
  assert_found (fixture, FALSE, 0, "1 of 1");
  heed_token_finder_set_tokens (HEED_TOKEN_FINDER (fixture->finder), NULL, 0, NULL, 0);
  type (fixture, "b");
  g_assert_cmpstr (get_count (fixture), ==, "no such token");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

#define ADD(name, test) \
  g_test_add ("/ui/token-finder/" name, Fixture, NULL, set_up, test, tear_down)

  ADD ("goes-from-one-to-the-next", test_token_finder_goes_from_one_to_the_next);
  ADD ("looks-in-both-sentences", test_token_finder_looks_in_both_sentences);
  ADD ("nothing-is-said", test_token_finder_nothing_is_said);
  ADD ("escape-closes", test_token_finder_escape_closes);
  ADD ("fewer-tokens-are-no-harm", test_token_finder_fewer_tokens_are_no_harm);

  return g_test_run ();
}
