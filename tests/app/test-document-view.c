/* test-document-view.c — any attention can be selected, and selecting one loses nothing
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "app/window/document/document-opening.h"
#include "window-fixture.h"

typedef DocumentFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  document_fixture_set_up (fixture, "transformer");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  document_fixture_tear_down (fixture);
}

static void
decode (HeedDocument *document,
        const char   *text)
{
  heed_document_set_text (document, text);
  wait_for_state (document, HEED_DOCUMENT_FINISHED);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static guint
find_heaviest (const HeedMatrix *matrix,
               guint             row)
{
  guint heaviest = 0;

  for (guint key = 1; key < matrix->n_columns; key++)
    if (matrix->values[row * matrix->n_columns + key] >
        matrix->values[row * matrix->n_columns + heaviest])
      heaviest = key;

  return heaviest;
}

static void
assert_shown (HeedDocument      *document,
              HeedAttentionKind  kind,
              int                layer,
              int                head)
{
  HeedAttentionSite site = heed_document_get_translation (document)->site;

  g_assert_cmpint (site.kind, ==, kind);
  g_assert_cmpint (site.layer, ==, layer);
  g_assert_cmpint (site.head, ==, head);
}

static void
test_document_view_begins_where_the_sentences_meet (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  decode (fixture->document, "one two");
  assert_shown (fixture->document, HEED_ATTENTION_CROSS, 1, HEED_HEAD_MEAN);
}

static void
test_document_view_another_head_costs_no_step (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  g_autoptr(HeedMatrix) before = NULL;
  g_autoptr(HeedMatrix) after = NULL;
  guint n_steps;
  guint n_changes = 0;

  decode (fixture->document, "one two three four");
  before = heed_translation_dup_attention (heed_document_get_translation (fixture->document));
  n_steps = fake_engine_get_n_steps_taken ();
  g_signal_connect_swapped (heed_document_get_view (fixture->document), "notify::site",
                            G_CALLBACK (count_cb), &n_changes);

  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 1 });
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 1 });
  after = heed_translation_dup_attention (heed_document_get_translation (fixture->document));

  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (find_heaviest (before, 0), ==, 1);
  g_assert_cmpuint (find_heaviest (after, 0), ==, 1);
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_CROSS, 1, 1 });
  g_clear_pointer (&after, heed_matrix_unref);
  after = heed_translation_dup_attention (heed_document_get_translation (fixture->document));
  g_assert_cmpuint (find_heaviest (after, 0), ==, 2);
  g_assert_cmpuint (fake_engine_get_n_steps_taken (), ==, n_steps);
}

static void
test_document_view_decoder_looks_back_at_what_it_read (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  g_autoptr(HeedMatrix) attention = NULL;
  g_autoptr(HeedMatrix) scores = NULL;
  g_autofree HeedToken *rows = NULL;
  g_autofree HeedToken *columns = NULL;
  guint n_rows, n_columns;

  decode (fixture->document, "one two");
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 0, 0 });
  attention = heed_translation_dup_attention (heed_document_get_translation (fixture->document));
  scores = heed_translation_dup_scores (translation);
  rows = heed_translation_list_rows (translation, &n_rows);
  columns =
    heed_translation_list_columns (translation, (HeedToken) { .text = "<bos>" }, &n_columns);

  /* Three steps; each attends to one more token than the one before, never to its own. */
  g_assert_cmpuint (attention->n_rows, ==, 3);
  g_assert_cmpuint (attention->n_columns, ==, 3);
  g_assert_cmpuint (n_rows, ==, 3);
  g_assert_cmpuint (n_columns, ==, 3);
  g_assert_cmpstr (rows[0].text, ==, "ONE");
  g_assert_cmpstr (columns[0].text, ==, "<bos>");
  g_assert_cmpstr (columns[1].text, ==, "ONE");
  g_assert_cmpstr (columns[2].text, ==, "TWO");
  for (guint t = 0; t < 3; t++)
    for (guint key = 0; key < 3; key++)
      {
        g_assert_true ((attention->values[t * 3 + key] == 0.0f) == (key > t));
        g_assert_true (isnan (scores->values[t * 3 + key]) == (key > t));
      }
}

static void
test_document_view_encoder_is_fetched (Fixture       *fixture,
                                  gconstpointer  user_data)
{
  guint n_steps, n_sessions;
  g_autoptr(HeedMatrix) attention = NULL;
  g_autofree HeedToken *rows = NULL;
  guint n_rows;

  decode (fixture->document, "one two three");
  heed_document_view_go_to (heed_document_get_view (fixture->document), 1);
  n_steps = fake_engine_get_n_steps_taken ();
  n_sessions = fake_engine_get_n_sessions ();

  /* The previous attention is shown until the new one arrives. */
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 1, 0 });
  assert_shown (fixture->document, HEED_ATTENTION_CROSS, 1, HEED_HEAD_MEAN);
  while (heed_document_get_translation (fixture->document)->site.kind !=
         HEED_ATTENTION_ENCODER_SELF)
    g_main_context_iteration (NULL, TRUE);

  attention = heed_translation_dup_attention (heed_document_get_translation (fixture->document));
  rows = heed_translation_list_rows (heed_document_get_translation (fixture->document), &n_rows);
  g_assert_cmpuint (attention->n_rows, ==, 4);
  g_assert_cmpuint (find_heaviest (attention, 1), ==, 2);
  g_assert_cmpuint (n_rows, ==, 4);
  g_assert_cmpstr (rows[2].text, ==, "three");

  /* Nothing was decoded again, and the position was kept. */
  g_assert_cmpuint (fake_engine_get_n_steps_taken (), ==, n_steps);
  g_assert_cmpuint (fake_engine_get_n_sessions (), ==, n_sessions);
  g_assert_cmpuint (heed_document_get_n_steps (fixture->document), ==, 4);
  g_assert_cmpuint (heed_document_view_get_n_played (heed_document_get_view (fixture->document)),
                    ==, 2);

  decode (fixture->document, "one");
  assert_shown (fixture->document, HEED_ATTENTION_ENCODER_SELF, 1, 0);
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 });
  assert_shown (fixture->document, HEED_ATTENTION_CROSS, 0, 0);
}

/* Rows of the encoder are source tokens: selecting one does not change the step. */
static void
test_document_view_encoder_has_a_row_of_its_own (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  decode (fixture->document, "one two three");
  heed_document_view_select (heed_document_get_view (fixture->document), 1, 0);
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 0, 0 });
  while (heed_document_get_translation (fixture->document)->site.kind !=
         HEED_ATTENTION_ENCODER_SELF)
    g_main_context_iteration (NULL, TRUE);

  heed_document_view_select_cell (heed_document_get_view (fixture->document), 3, 2);
  g_assert_cmpint (heed_document_view_get_row (heed_document_get_view (fixture->document)), ==, 3);
  g_assert_cmpint (heed_document_view_get_column (heed_document_get_view (fixture->document)), ==,
                   2);
  g_assert_cmpint (heed_document_view_get_step (heed_document_get_view (fixture->document)), ==, 1);

  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 });
  g_assert_cmpint (heed_document_view_get_row (heed_document_get_view (fixture->document)), ==, 1);
  g_assert_cmpint (heed_document_view_get_column (heed_document_get_view (fixture->document)), ==,
                   2);

  /* Columns of decoder self-attention are different tokens. */
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 0, 0 });
  g_assert_cmpint (heed_document_view_get_column (heed_document_get_view (fixture->document)), ==,
                   -1);
}

static void
open_model (HeedDocument *document,
            const char   *path)
{
  heed_document_open (document, path);
  wait_for_state (document, HEED_DOCUMENT_FINISHED);
}

static void
test_document_view_remembers_the_attention_of_each_model (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  decode (fixture->document, "one two");
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 0, 1 });

  open_model (fixture->document, "heads");
  assert_shown (fixture->document, HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN);
  heed_document_view_set_site (heed_document_get_view (fixture->document),
                               (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 3 });

  open_model (fixture->document, "transformer");
  assert_shown (fixture->document, HEED_ATTENTION_DECODER_SELF, 0, 1);
  open_model (fixture->document, "heads");
  assert_shown (fixture->document, HEED_ATTENTION_CROSS, 0, 3);
}

/* --- The view alone ------------------------------------------------------ */

static const HeedSiteRange two_layers[HEED_N_ATTENTION_KINDS] = { { 2, 4 }, { 2, 4 }, { 2, 4 } };
static const HeedSiteRange one_head[HEED_N_ATTENTION_KINDS] = { { 1, 1 }, { 0, 0 }, { 0, 0 } };

static HeedDocumentView *
new_view (void)
{
  HeedDocumentView *view = heed_document_view_new ();

  heed_document_view_set_model (view, "model", two_layers);
  heed_document_view_set_extent (view, HEED_ATTENTION_CROSS, 5, 4);

  return view;
}

/* The model's file was replaced by a smaller model. */
static void
test_document_view_replaced_model_has_what_is_looked_at (void)
{
  g_autoptr(HeedDocumentView) view = new_view ();
  HeedAttentionSite site;

  heed_document_view_set_site (view, (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 1, 3 });
  heed_document_view_set_model (view, "model", one_head);
  site = heed_document_view_get_site (view);

  g_assert_cmpint (site.kind, ==, HEED_ATTENTION_CROSS);
  g_assert_cmpint (site.layer, ==, 0);
  g_assert_cmpint (site.head, <=, 0);

  /* The chosen site is kept, in case the larger model returns. */
  heed_document_view_set_model (view, "model", two_layers);
  site = heed_document_view_get_site (view);
  g_assert_cmpint (site.kind, ==, HEED_ATTENTION_DECODER_SELF);
  g_assert_cmpint (site.head, ==, 3);
}

static void
test_document_view_tells_what_has_changed (void)
{
  g_autoptr(HeedDocumentView) view = new_view ();
  guint n_steps = 0, n_columns = 0, n_played = 0;

  g_signal_connect_swapped (view, "notify::step", G_CALLBACK (count_cb), &n_steps);
  g_signal_connect_swapped (view, "notify::column", G_CALLBACK (count_cb), &n_columns);
  g_signal_connect_swapped (view, "notify::n-played", G_CALLBACK (count_cb), &n_played);

  heed_document_view_select (view, 2, 1);
  heed_document_view_select (view, 2, 1);
  g_assert_cmpuint (n_steps, ==, 1);
  g_assert_cmpuint (n_columns, ==, 1);
  g_assert_cmpuint (n_played, ==, 0);

  heed_document_view_go_to (view, 0);
  g_assert_cmpuint (n_steps, ==, 2);
  g_assert_cmpuint (n_columns, ==, 1);
  g_assert_cmpuint (n_played, ==, 1);

  heed_document_view_release (view);
  heed_document_view_release (view);
  g_assert_cmpuint (n_played, ==, 2);
  g_assert_cmpuint (n_steps, ==, 2);
}

static void
test_document_view_shorter_sentence_changes_the_selection (void)
{
  g_autoptr(HeedDocumentView) view = new_view ();
  int step, column, row;
  guint n_steps = 0;

  heed_document_view_select (view, 3, 4);
  g_signal_connect_swapped (view, "notify::step", G_CALLBACK (count_cb), &n_steps);
  heed_document_view_set_extent (view, HEED_ATTENTION_CROSS, 3, 2);
  g_object_get (view, "step", &step, "column", &column, "row", &row, NULL);
  g_assert_cmpint (step, ==, 1);
  g_assert_cmpint (row, ==, 1);
  g_assert_cmpint (column, ==, -1);
  g_assert_cmpuint (n_steps, ==, 1);

  heed_document_view_set_extent (view, HEED_ATTENTION_CROSS, 0, 0);
  g_assert_cmpint (heed_document_view_get_step (view), ==, -1);

  heed_document_view_set_extent (view, HEED_ATTENTION_CROSS, 5, 4);
  g_assert_cmpint (heed_document_view_get_step (view), ==, 3);
  g_assert_cmpint (heed_document_view_get_column (view), ==, 4);
}

/* One selected head is that head, all are the mean; another layer resets the selection. */
static void
test_document_view_some_heads_are_a_mean (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  static const HeedSiteRange ranges[] = { { 2, 4 }, { 0, 0 }, { 0, 0 } };
  g_autoptr(HeedDocumentView) view = heed_document_view_new ();

  heed_document_view_set_model (view, "one", ranges);
  heed_document_view_set_heads (view, 0x5);
  g_assert_cmpuint (heed_document_view_get_heads (view), ==, 0x5);
  g_assert_cmpint (heed_document_view_get_site (view).head, ==, HEED_HEAD_MEAN);

  heed_document_view_set_heads (view, 0x4);
  g_assert_cmpuint (heed_document_view_get_heads (view), ==, 0);
  g_assert_cmpint (heed_document_view_get_site (view).head, ==, 2);

  heed_document_view_set_heads (view, 0x16);
  g_assert_cmpuint (heed_document_view_get_heads (view), ==, 0x6);
  g_assert_cmpint (heed_document_view_get_site (view).head, ==, HEED_HEAD_MEAN);

  heed_document_view_set_heads (view, 0xf);
  g_assert_cmpuint (heed_document_view_get_heads (view), ==, 0);

  heed_document_view_set_heads (view, 0x6);
  heed_document_view_set_site (view, (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0,
                                                           HEED_HEAD_MEAN });
  g_assert_cmpuint (heed_document_view_get_heads (view), ==, 0);
}

static void
toggle (HeedDocumentView *view,
        int               layer,
        int               head)
{
  heed_document_view_toggle_head (
    view, (HeedAttentionSite) { HEED_ATTENTION_CROSS, layer, head });
}

/* Starting from the mean, the first head that is added is the
 * only one; another layer resets the selection. */
static void
test_document_view_heads_are_taken_one_by_one (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  static const HeedSiteRange ranges[] = { { 2, 4 }, { 0, 0 }, { 0, 0 } };
  g_autoptr(HeedDocumentView) view = heed_document_view_new ();

  heed_document_view_set_model (view, "one", ranges);
  toggle (view, 1, 2);
  g_assert_cmpint (heed_document_view_get_site (view).head, ==, 2);
  toggle (view, 1, 0);
  g_assert_cmphex (heed_document_view_get_heads (view), ==, 0x5);
  toggle (view, 1, 3);
  g_assert_cmphex (heed_document_view_get_heads (view), ==, 0xd);
  toggle (view, 1, 0);
  g_assert_cmphex (heed_document_view_get_heads (view), ==, 0xc);
  toggle (view, 1, 2);
  g_assert_cmpint (heed_document_view_get_site (view).head, ==, 3);
  toggle (view, 1, 3);
  g_assert_cmpint (heed_document_view_get_site (view).head, ==, HEED_HEAD_MEAN);
  g_assert_cmphex (heed_document_view_get_heads (view), ==, 0);

  toggle (view, 1, 1);
  toggle (view, 0, 2);
  g_assert_cmpint (heed_document_view_get_site (view).layer, ==, 0);
  g_assert_cmpint (heed_document_view_get_site (view).head, ==, 2);
  toggle (view, 0, HEED_HEAD_MEAN);
  g_assert_cmpint (heed_document_view_get_site (view).head, ==, HEED_HEAD_MEAN);
}

/* The mean of some heads is also shown for the encoder, and while decoding is in progress. */
static void
test_document_view_mean_of_some_is_everywhere (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  HeedDocumentView *view = heed_document_get_view (fixture->document);
  g_autoptr(HeedMatrix) mean = NULL;
  HeedTranslation *translation;
  guint n_keys;

  decode (fixture->document, "one two three");
  heed_document_view_set_site (view, (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 0,
                                                           HEED_HEAD_MEAN });
  translation = heed_translation_copy (heed_document_get_translation (fixture->document));
  translation->heads = 0x3;
  mean = heed_translation_dup_attention (translation);
  g_assert_nonnull (heed_translation_get_attention (translation, 1, &n_keys));
  g_assert_cmpuint (n_keys, ==, 2);
  g_assert_cmpmem (heed_translation_get_attention (translation, 1, &n_keys), 2 * sizeof (float),
                   mean->values + mean->n_columns, 2 * sizeof (float));

  translation->heads = 0x1;
  g_assert_cmpfloat (heed_translation_get_attention (translation, 1, &n_keys)[0], ==,
                     heed_step_attention (
                       heed_translation_get_step (translation, 1),
                       (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 0, 0 }, &n_keys)[0]);
  heed_translation_free (translation);
}

#define ADD(name, test) \
  g_test_add ("/app/document-view/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("begins-where-the-sentences-meet", test_document_view_begins_where_the_sentences_meet);
  ADD ("another-head-costs-no-step", test_document_view_another_head_costs_no_step);
  ADD ("decoder-looks-back-at-what-it-read", test_document_view_decoder_looks_back_at_what_it_read);
  ADD ("some-heads-are-a-mean", test_document_view_some_heads_are_a_mean);
  ADD ("heads-are-taken-one-by-one", test_document_view_heads_are_taken_one_by_one);
  ADD ("mean-of-some-is-everywhere", test_document_view_mean_of_some_is_everywhere);
  ADD ("encoder-is-fetched", test_document_view_encoder_is_fetched);
  ADD ("encoder-has-a-row-of-its-own", test_document_view_encoder_has_a_row_of_its_own);
  ADD ("remembers-the-attention-of-each-model",
       test_document_view_remembers_the_attention_of_each_model);

  g_test_add_func ("/app/document-view/replaced-model-has-what-is-looked-at",
                   test_document_view_replaced_model_has_what_is_looked_at);
  g_test_add_func ("/app/document-view/tells-what-has-changed",
                   test_document_view_tells_what_has_changed);
  g_test_add_func ("/app/document-view/shorter-sentence-changes-the-selection",
                   test_document_view_shorter_sentence_changes_the_selection);

  return g_test_run ();
}
