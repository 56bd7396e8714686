/* test-evidence-display.c — the matrix shows evidence in place of attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Translate page with real models, one of them without attention.
 *
 * Covers: app/window/pages/views/evidence-button.c
 */

#include <math.h>
#include <string.h>

#include "app/window/document/document-changes.h"
#include "find-widget.h"
#include "page-fixture.h"
#include "ui/attention-table.h"
#include "ui/attention-wall.h"
#include "ui/color-legend.h"

#define SENTENCE "I drink a cup of tea in the garden."

typedef PageFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  model)
{
  page_fixture_set_up (fixture, model, SENTENCE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  page_fixture_tear_down (fixture);
}

static HeedMatrix *
get_matrix (Fixture *fixture)
{
  GtkWidget *heatmap = find_widget (fixture->page, HEED_TYPE_HEATMAP);

  return heed_heatmap_get_matrix (HEED_HEATMAP (heatmap));
}

static HeedHeatmapNotes *
get_notes (Fixture *fixture)
{
  GtkWidget *heatmap = find_widget (fixture->page, HEED_TYPE_HEATMAP);

  return heed_heatmap_picture_get_notes (
    heed_heatmap_view_get_picture (heed_heatmap_get_view (HEED_HEATMAP (heatmap))));
}

static void
choose (Fixture    *fixture,
        const char *action,
        const char *target)
{
  gtk_widget_activate_action (fixture->page, action, "s", target);
  page_fixture_wait_for_frames (fixture);
}

/* Waits until the cells have numbers. */
static void
wait_for_numbers (Fixture *fixture)
{
  while (isnan (get_matrix (fixture)->values[0]))
    g_main_context_iteration (NULL, TRUE);
  page_fixture_wait_for_frames (fixture);
}

static HeedMatrix *
find_alone (Fixture          *fixture,
            HeedEvidenceKind  kind)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  g_autoptr(HeedSession) session =
    heed_session_new (heed_document_get_model (fixture->document), SENTENCE, NULL);

  for (guint t = 0; t < translation->steps->len; t++)
    {
      g_autoptr(HeedStep) step = heed_session_step_forced (
        session, heed_translation_get_step (translation, t)->token.id, NULL);
    }

  return heed_session_dup_evidence (session, &(HeedEvidenceWish) { kind, translation->site, 0 },
                                    NULL);
}

static void
assert_shows (Fixture          *fixture,
              HeedEvidenceKind  kind)
{
  g_autoptr(HeedMatrix) expected = find_alone (fixture, kind);
  HeedMatrix *found = get_matrix (fixture);

  g_assert_cmpuint (found->n_rows, ==, expected->n_rows);
  g_assert_cmpuint (found->n_columns, ==, expected->n_columns);
  for (guint i = 0; i < found->n_rows * found->n_columns; i++)
    g_assert_cmpfloat_with_epsilon (found->values[i], expected->values[i], 1e-5);
}

static void
test_evidence_display_is_in_the_matrix (Fixture       *fixture,
                                        gconstpointer  model)
{
  static const char *const names[] = { "occlusion", "gradient", "norm", "share" };
  GtkWidget *legend = find_widget (fixture->page, HEED_TYPE_COLOR_LEGEND);
  g_autoptr(HeedMatrix) attention = NULL;

  choose (fixture, "view.units", "pieces");
  attention = heed_matrix_ref (get_matrix (fixture));
  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS; kind++)
    {
      const HeedEvidenceInfo *info = heed_evidence_get_info (kind);

      choose (fixture, "view.source", names[kind]);
      wait_for_numbers (fixture);
      assert_shows (fixture, kind);
      g_assert_true (page_fixture_says (fixture, info->title));
      g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (legend), info->title));
      g_assert_true (page_fixture_says (fixture, "the line: the source’s part") ==
                     (kind == HEED_EVIDENCE_SHARE));
    }

  choose (fixture, "view.source", "attention");
  g_assert_cmpmem (get_matrix (fixture)->values,
                   attention->n_rows * attention->n_columns * sizeof (float), attention->values,
                   attention->n_rows * attention->n_columns * sizeof (float));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (legend), ==,
                   "From 0, no attention, to 1, all of it");
}

/* The page shows one number, one sentence, and the evidence of the selected step. */
static void
test_evidence_display_is_said (Fixture       *fixture,
                               gconstpointer  model)
{
  g_autoptr(HeedMatrix) shares = NULL;
  g_autofree char *part = NULL;
  double sum = 0.0;

  choose (fixture, "view.units", "pieces");
  choose (fixture, "view.source", "occlusion");
  wait_for_numbers (fixture);
  while (!page_fixture_says (fixture, "% so far"))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (page_fixture_says (fixture, "Agreement ρ = "));
  g_assert_cmpstr (get_notes (fixture)->column_title, ==, "source: English · occlusion, nats");
  heed_document_view_select_cell (heed_document_get_view (fixture->document), 1, -1);
  page_fixture_wait_for_frames (fixture);
  shares = find_alone (fixture, HEED_EVIDENCE_SHARE);
  for (guint i = 0; i < shares->n_columns; i++)
    sum += shares->values[shares->n_columns + i];
  part = g_strdup_printf ("%.0f\302\240%% source", sum * 100.0);
  g_assert_true (page_fixture_says (fixture, part));

  choose (fixture, "view.source", "attention");
  g_assert_false (page_fixture_says (fixture, "Agreement ρ = "));
}

static void
test_evidence_display_needs_no_attention (Fixture       *fixture,
                                          gconstpointer  model)
{
  GtkWidget *stack = gtk_widget_get_ancestor (find_widget (fixture->page, HEED_TYPE_HEATMAP),
                                              GTK_TYPE_STACK);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "no-attention");
  choose (fixture, "view.units", "pieces");
  choose (fixture, "view.source", "gradient");
  wait_for_numbers (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "heatmap");
  assert_shows (fixture, HEED_EVIDENCE_GRADIENT);
  g_assert_true (page_fixture_says (fixture, "This model has no attention"));

  choose (fixture, "view.source", "norm");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "no-attention");
}

/* In self-attention only norms can be shown. */
static void
test_evidence_display_is_of_source_and_target (Fixture       *fixture,
                                               gconstpointer  model)
{
  choose (fixture, "view.source", "occlusion");
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 0, 0 });
  page_fixture_settle (fixture);
  while (!page_fixture_says (fixture, "choose the attention between them"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (get_matrix (fixture)->values[0], >=, 0.0f);

  choose (fixture, "view.units", "pieces");
  choose (fixture, "view.source", "norm");
  wait_for_numbers (fixture);
  assert_shows (fixture, HEED_EVIDENCE_NORM);
}

static void
test_evidence_display_is_in_the_table (Fixture       *fixture,
                                       gconstpointer  model)
{
  choose (fixture, "view.source", "occlusion");
  wait_for_numbers (fixture);
  g_object_set (fixture->page, "shows-table", TRUE, NULL);
  page_fixture_wait_for_frames (fixture);
  g_assert_true (page_fixture_says (fixture, "occlusion"));
  g_assert_false (page_fixture_says (fixture, "Weight α"));
  choose (fixture, "view.source", "attention");
  g_assert_true (page_fixture_says (fixture, "Weight α"));
}

/* Appends the number below a small picture; 0 if it is not known yet. */
static void
add_number (GtkWidget *widget,
            gpointer   numbers)
{
  double number;
  const char *text;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_has_css_class (widget, "muted"))
    return;

  text = gtk_label_get_text (GTK_LABEL (widget));
  number = g_str_has_prefix (text, "−") ? -g_ascii_strtod (text + strlen ("−"), NULL)
                                        : g_ascii_strtod (text, NULL);
  g_array_append_val ((GArray *) numbers, number);
}

static int
compare_falling (gconstpointer left,
                 gconstpointer right)
{
  double a = *(const double *) left;
  double b = *(const double *) right;

  return a < b ? 1 : a > b ? -1 : 0;
}

static GArray *
list_agreements (Fixture *fixture)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  HeedModel *model = heed_document_get_model (fixture->document);
  g_autoptr(HeedMatrix) occlusion = find_alone (fixture, HEED_EVIDENCE_OCCLUSION);
  GArray *agreements = g_array_new (FALSE, FALSE, sizeof (double));

  for (int layer = 0; layer < (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS); layer++)
    for (int head = HEED_HEAD_MEAN;
         head < (int) heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, layer); head++)
      {
        g_autoptr(HeedMatrix) attention = heed_translation_dup_attention_at (
          translation, (HeedAttentionSite) { HEED_ATTENTION_CROSS, layer, head });
        double agreement = heed_attention_agreement (attention, occlusion);

        g_array_append_val (agreements, agreement);
      }

  g_array_sort (agreements, compare_falling);

  return agreements;
}

static void
test_evidence_display_heads_are_sorted_by_agreement (Fixture       *fixture,
                                                     gconstpointer  model)
{
  g_autoptr(GArray) expected = NULL;
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget *wall;

  choose (fixture, "view.units", "pieces");
  choose (fixture, "view.mode", "heads");
  choose (fixture, "view.head-order", "agreement");
  wall = find_widget (find_widget (fixture->page, HEED_TYPE_ATTENTION_WALL), GTK_TYPE_FLOW_BOX);
  for_each_widget (wall, add_number, found);
  while (g_array_index (found, double, 0) == 0.0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_array_set_size (found, 0);
      for_each_widget (wall, add_number, found);
    }

  expected = list_agreements (fixture);
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (found, double, i),
                                    g_array_index (expected, double, i), 0.0051);
}

#define ADD(name, model, function)                                                             \
  g_test_add ("/app/evidence-display/" name, Fixture, model ".safetensors", set_up, function,  \
              tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("is-in-the-matrix", "en-fr", test_evidence_display_is_in_the_matrix);
  ADD ("is-said", "en-fr", test_evidence_display_is_said);
  ADD ("needs-no-attention", "en-fr-none", test_evidence_display_needs_no_attention);
  ADD ("is-of-source-and-target", "en-fr-transformer",
       test_evidence_display_is_of_source_and_target);
  ADD ("is-in-the-table", "en-fr", test_evidence_display_is_in_the_table);
  ADD ("heads-are-sorted-by-agreement", "en-fr-transformer",
       test_evidence_display_heads_are_sorted_by_agreement);

  return g_test_run ();
}
