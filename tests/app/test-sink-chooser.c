/* test-sink-chooser.c — the share of the end token is shown, and each measure is explained
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/pages/translate/attention-measures.c
 */

#include <string.h>

#include "app/window/pages/translate/attention-measures.h"
#include "app/window/pages/views/sink-chooser.h"

static const HeedToken tokens[] = {
  { .text = "one" }, { .text = "two" }, { .text = "three" }, { .text = "</s>", .is_special = TRUE },
};

static const HeedToken rows[] = {
  { .text = "A" }, { .text = "B" }, { .text = "C" }, { .text = "D" },
};

/* Each row has that weight on the diagonal and the rest on the end token. */
static HeedMatrix *
make (float weight)
{
  float weights[16] = { 0.0f };

  for (guint row = 0; row < 4; row++)
    {
      weights[row * 4 + row] += weight;
      weights[row * 4 + 3] += 1.0f - weight;
    }

  return heed_matrix_new (4, 4, weights);
}

static const char *
get_text (GtkWidget *chooser)
{
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (chooser)));
}

static void
test_sink_chooser_says_what_the_end_takes (void)
{
  GtkWidget *chooser = g_object_ref_sink (heed_sink_chooser_new ());
  g_autoptr(HeedMatrix) resting = make (0.4f);

  heed_sink_chooser_update (HEED_SINK_CHOOSER (chooser), resting, rows, tokens);
  g_assert_true (gtk_widget_get_visible (chooser));
  g_assert_cmpstr (get_text (chooser), ==, "“⟨eos⟩” takes 70\302\240%:");

  heed_sink_chooser_update (HEED_SINK_CHOOSER (chooser), NULL, NULL, NULL);
  g_assert_false (gtk_widget_get_visible (chooser));
  g_object_unref (chooser);
}

/* A quarter of the weight is usual for an end token and is not mentioned, unless it was hidden. */
static void
test_sink_chooser_is_quiet_unless_something_was_taken_out (void)
{
  GtkWidget *chooser = g_object_ref_sink (heed_sink_chooser_new ());
  g_autoptr(HeedMatrix) sound = make (1.0f);
  const HeedToken longer[] = { tokens[0], tokens[1], tokens[2], { .text = "four" } };
  float weights[16] = { 1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 1.0f, 0.0f, 0.0f,
                        0.0f, 0.0f, 0.9f, 0.1f, 0.0f, 0.0f, 1.0f, 0.0f };
  g_autoptr(HeedMatrix) little = heed_matrix_new (4, 4, weights);

  heed_sink_chooser_update (HEED_SINK_CHOOSER (chooser), little, rows, tokens);
  g_assert_false (gtk_widget_get_visible (chooser));

  heed_sink_chooser_set_rule (HEED_SINK_CHOOSER (chooser), HEED_SINKS_HIDDEN);
  heed_sink_chooser_update (HEED_SINK_CHOOSER (chooser), little, rows, tokens);
  g_assert_true (gtk_widget_get_visible (chooser));
  heed_sink_chooser_update (HEED_SINK_CHOOSER (chooser), sound, rows, longer);
  g_assert_false (gtk_widget_get_visible (chooser));
  g_object_unref (chooser);
}

static void
count_cb (guint *n_notified)
{
  ++*n_notified;
}

static void
test_sink_chooser_choosing_is_heard (void)
{
  GtkWidget *chooser = g_object_ref_sink (heed_sink_chooser_new ());
  g_autoptr(HeedMatrix) resting = make (0.4f);
  GtkDropDown *choice;
  guint n_notified = 0;

  /* The list appears once there is a choice. */
  heed_sink_chooser_update (HEED_SINK_CHOOSER (chooser), resting, rows, tokens);
  choice = GTK_DROP_DOWN (gtk_widget_get_last_child (chooser));
  g_signal_connect_swapped (chooser, "notify::rule", G_CALLBACK (count_cb), &n_notified);
  gtk_drop_down_set_selected (choice, HEED_SINKS_SHARED);
  g_assert_cmpint (heed_sink_chooser_get_rule (HEED_SINK_CHOOSER (chooser)), ==,
                   HEED_SINKS_SHARED);
  g_object_set (chooser, "rule", HEED_SINKS_SHOWN, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, HEED_SINKS_SHOWN);
  g_assert_cmpuint (n_notified, ==, 2);
  g_object_unref (chooser);
}

/* --- The measures of an attention --- */

static const char *
get_cell (GtkWidget *card,
          int        column,
          int        row)
{
  GtkGrid *grid = GTK_GRID (gtk_widget_get_last_child (card));

  return gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (grid, column, row)));
}

static void
test_sink_chooser_measures_are_named_and_explained (void)
{
  GtkWidget *card = g_object_ref_sink (heed_attention_measures_new ());
  GtkGrid *grid = GTK_GRID (gtk_widget_get_last_child (card));
  g_autoptr(HeedMatrix) attention = make (1.0f);

  heed_attention_measures_show (card, attention, HEED_ATTENTION_CROSS, rows, tokens);
  g_assert_cmpstr (get_cell (card, 1, 0), ==, "0.00 bits");
  g_assert_cmpstr (get_cell (card, 1, 1), ==, "25\302\240%");
  g_assert_cmpstr (get_cell (card, 0, 2), ==, "order");
  g_assert_cmpstr (get_cell (card, 1, 2), ==, "1.00");
  g_assert_cmpstr (get_cell (card, 1, 6), ==, "0.00");

  for (int row = 0; row < 7; row++)
    {
      const char *help = gtk_widget_get_tooltip_text (gtk_grid_get_child_at (grid, 0, row));

      g_assert_true (gtk_widget_get_visible (gtk_grid_get_child_at (grid, 0, row)));
      g_assert_nonnull (help);
      g_assert_true (g_str_has_suffix (help, "."));
    }

  heed_attention_measures_show (card, NULL, HEED_ATTENTION_CROSS, NULL, NULL);
  g_assert_false (gtk_widget_get_visible (card));
  g_object_unref (card);
}

static void
test_sink_chooser_self_attention_has_no_measure_of_two_sentences (void)
{
  GtkWidget *card = g_object_ref_sink (heed_attention_measures_new ());
  GtkGrid *grid = GTK_GRID (gtk_widget_get_last_child (card));
  g_autoptr(HeedMatrix) attention = make (1.0f);

  heed_attention_measures_show (card, attention, HEED_ATTENTION_ENCODER_SELF, tokens, tokens);
  for (int row = 0; row < 7; row++)
    g_assert_cmpint (gtk_widget_get_visible (gtk_grid_get_child_at (grid, 1, row)), ==, row < 3);

  g_object_unref (card);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/sink-chooser/says-what-the-end-takes",
                   test_sink_chooser_says_what_the_end_takes);
  g_test_add_func ("/app/sink-chooser/is-quiet-unless-something-was-taken-out",
                   test_sink_chooser_is_quiet_unless_something_was_taken_out);
  g_test_add_func ("/app/sink-chooser/choosing-is-heard", test_sink_chooser_choosing_is_heard);
  g_test_add_func ("/app/sink-chooser/measures-are-named-and-explained",
                   test_sink_chooser_measures_are_named_and_explained);
  g_test_add_func ("/app/sink-chooser/self-attention-has-no-measure-of-two-sentences",
                   test_sink_chooser_self_attention_has_no_measure_of_two_sentences);

  return g_test_run ();
}
