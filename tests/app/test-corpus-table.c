/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-table.h"

#include <glib/gstdio.h>

#include "tests/ui/drawn.h"
#include "ui/style.h"

#define N_PAIRS  100000
#define N_FRAMES 60
#define STEP_PX  97.0

typedef struct {
  char            *path;
  HeedCorpusFiles *files;
  HeedCorpusRows  *rows;
  HeedCorpusTable *table;
  GtkWidget       *window;
} Fixture;

static void
write_file (Fixture *fixture)
{
  g_autoptr(GString) text = g_string_new (NULL);
  int file = g_file_open_tmp ("heed-test-XXXXXX.tsv", &fixture->path, NULL);

  for (guint i = 0; i < N_PAIRS; i++)
    g_string_append_printf (text, "sentence number %u\tphrase numéro %u\n", i, i);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (fixture->path, text->str, -1, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  HeedCorpusPaths paths = { NULL };
  g_autoptr(HeedCorpusList) list = NULL;
  GtkWidget *table = heed_corpus_table_new ();

  write_file (fixture);
  paths.source = fixture->path;
  fixture->files = heed_corpus_files_open (&paths, HEED_INDEX_BASE_DETECTED, NULL, NULL);
  fixture->rows = heed_corpus_rows_new (N_PAIRS);
  for (guint i = 0; i < N_PAIRS; i++)
    {
      const HeedCorpusRow row = { .state = HEED_ROW_DONE, .has_attention = TRUE, .n_steps = 4,
                                  .n_source_words = 3, .n_target_words = 3,
                                  .log_prob = (float) -(i * 7919 % 1000) };

      heed_corpus_rows_set (fixture->rows, i, &row);
    }

  fixture->table = HEED_CORPUS_TABLE (table);
  fixture->window = drawn_window_new (table, 700, 600);
  list = heed_corpus_list_new (fixture->files, fixture->rows);
  heed_corpus_table_set_list (fixture->table, list, FALSE, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  heed_corpus_table_set_list (fixture->table, NULL, FALSE, FALSE);
  drawn_finish (fixture->window, GTK_WIDGET (fixture->table));
  heed_corpus_rows_free (fixture->rows);
  heed_corpus_files_unref (fixture->files);
  g_unlink (fixture->path);
  g_free (fixture->path);
}

static guint
count_cells (GtkWidget *widget)
{
  guint n = GTK_IS_INSCRIPTION (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_cells (child);

  return n;
}

typedef struct {
  GtkAdjustment *adjustment;
  guint          n_left;
  gint64         begin;
  GArray        *times;  /* of gint64, us */
} Scrolling;

/* The time between a frame's beginning and the next call is what it took. */
static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  Scrolling *scrolling = user_data;

  scrolling->n_left--;
  gtk_adjustment_set_value (scrolling->adjustment,
                            gtk_adjustment_get_value (scrolling->adjustment) + STEP_PX);

  return scrolling->n_left > 0;
}

static void
before_cb (GdkFrameClock *clock,
           Scrolling     *scrolling)
{
  scrolling->begin = g_get_monotonic_time ();
}

static void
after_cb (GdkFrameClock *clock,
          Scrolling     *scrolling)
{
  gint64 took = g_get_monotonic_time () - scrolling->begin;

  g_array_append_val (scrolling->times, took);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

/* However many there are, widgets and items are those of the rows that are seen. What a
 * frame takes is told, since a test's machine may be busy. */
static void
test_corpus_table_makes_what_is_seen (Fixture       *fixture,
                                      gconstpointer  data)
{
  GtkWidget *scrolled = drawn_find (GTK_WIDGET (fixture->table), GTK_TYPE_SCROLLED_WINDOW, 0);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (scrolled);
  Scrolling scrolling = {
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), N_FRAMES, 0,
    g_array_new (FALSE, FALSE, sizeof (gint64)),
  };
  double top;

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), &scrolling);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), &scrolling);
  top = gtk_adjustment_get_value (scrolling.adjustment);
  gtk_widget_add_tick_callback (scrolled, scroll_cb, &scrolling, NULL);
  while (scrolling.n_left > 0)
    g_main_context_iteration (NULL, TRUE);

  g_signal_handlers_disconnect_by_data (clock, &scrolling);
  g_assert_cmpfloat (gtk_adjustment_get_value (scrolling.adjustment), >,
                     top + N_FRAMES * STEP_PX / 2.0);
  g_assert_cmpuint (count_cells (scrolled), <, 5000);
  g_array_sort (scrolling.times, compare_times);
  g_test_message ("a frame of %u: median %.1f ms, 9 of 10 within %.1f ms", scrolling.times->len,
                  g_array_index (scrolling.times, gint64, scrolling.times->len / 2) / 1000.0,
                  g_array_index (scrolling.times, gint64, scrolling.times->len * 9 / 10) / 1000.0);
  g_array_unref (scrolling.times);
}

static void
test_corpus_table_sorts_all (Fixture       *fixture,
                             gconstpointer  data)
{
  gint64 begin = g_get_monotonic_time ();

  heed_corpus_table_sort (fixture->table, HEED_MEASURE_LOG_PROB, FALSE);
  g_test_message ("sorted in %.1f ms", (g_get_monotonic_time () - begin) / 1000.0);
  for (guint place = 1; place < N_PAIRS; place++)
    g_assert_cmpfloat (
      heed_corpus_row_get (heed_corpus_rows_get (fixture->rows, heed_corpus_rows_get_at (
                             fixture->rows, place - 1)), HEED_MEASURE_LOG_PROB), <=,
      heed_corpus_row_get (heed_corpus_rows_get (fixture->rows, heed_corpus_rows_get_at (
                             fixture->rows, place)), HEED_MEASURE_LOG_PROB));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  heed_style_install (gdk_display_get_default ());

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-table/makes-what-is-seen", test_corpus_table_makes_what_is_seen);
  ADD ("/app/corpus-table/sorts-all", test_corpus_table_sorts_all);
#undef ADD

  return g_test_run ();
}
