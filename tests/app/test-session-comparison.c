/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/sessions/session-comparison.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/core/files/fingerprint.h"
#include "app/window/comparison/comparison-state.h"
#include "app/window/document/document-decoding.h"
#include "app/window/document/document-opening.h"
#include "app/window/sessions/session-keeper-private.h"
#include "session-fixture.h"

typedef SessionFixture Fixture;

/* --- A page that has one mark ---------------------------------------------- */

typedef struct {
  GtkBox  parent_instance;
  guint   n_put;
} MarkedPage;

typedef GtkBoxClass MarkedPageClass;

static GType marked_page_get_type (void);
static void implement_page (HeedPageInterface *iface);

G_DEFINE_TYPE_WITH_CODE (MarkedPage, marked_page, GTK_TYPE_BOX,
                         G_IMPLEMENT_INTERFACE (HEED_TYPE_PAGE, implement_page))

static void
take_session (HeedPage          *page,
              HeedSessionBeside *beside)
{
  const HeedMarkupMark mark = { { 0, 1 }, FALSE };

  g_array_set_size (beside->marks, 0);
  g_array_append_val (beside->marks, mark);
}

static gboolean
put_session (HeedPage                 *page,
             const HeedSessionBeside  *beside,
             GError                  **error)
{
  ((MarkedPage *) page)->n_put++;

  return TRUE;
}

static void
implement_page (HeedPageInterface *iface)
{
  iface->take_session = take_session;
  iface->put_session = put_session;
}

static void
marked_page_class_init (MarkedPageClass *klass)
{
}

static void
marked_page_init (MarkedPage *self)
{
}

/* --- Comparisons ----------------------------------------------------------- */

/* As the page Compare has one while somebody looks at it. */
static HeedComparison *
compare (Fixture *fixture)
{
  HeedComparison *comparison = heed_comparison_new (fixture->document);

  heed_session_keeper_set_comparison (fixture->keeper, comparison);
  heed_comparison_set_active (comparison, TRUE);

  return comparison;
}

static gboolean
is_settled (HeedComparison *comparison)
{
  for (guint i = 0; i < heed_comparison_get_n_sides (comparison); i++)
    {
      HeedDocument *side = heed_comparison_get_side (comparison, i);

      if (heed_document_get_is_opening (side) ||
          heed_document_get_state (side) == HEED_DOCUMENT_DECODING)
        return FALSE;
    }

  return TRUE;
}

static void
settle (HeedComparison *comparison)
{
  while (!is_settled (comparison) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

static char *
describe_comparison (HeedComparison *comparison)
{
  g_autoptr(HeedJson) root = heed_json_new_object ();
  g_autoptr(HeedSessionComparison) state = heed_comparison_state_take (comparison);
  GString *text = g_string_new (NULL);

  heed_session_comparison_set (root, state);
  {
    g_autofree char *json = heed_json_to_lines (root);

    g_string_append (text, json);
  }
  for (guint i = 0; i < heed_comparison_get_n_sides (comparison); i++)
    {
      g_autofree char *target =
        session_fixture_join_target (heed_comparison_get_side (comparison, i));

      g_string_append_printf (text, "%u: %s\n", i, target);
    }

  return g_string_free (text, FALSE);
}

static void
save_compared (Fixture        *fixture,
               HeedComparison *comparison)
{
  settle (comparison);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_save (fixture->keeper, fixture->session);
  session_fixture_wait_until_told (fixture, "noted Saved to");
}

/* Another program opens it, and somebody looks at the page then. */
static HeedComparison *
open_compared (Fixture *fixture)
{
  HeedComparison *comparison;

  session_fixture_end (fixture);
  g_string_truncate (fixture->told, 0);
  session_fixture_begin (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  session_fixture_wait_for_text (fixture, "6 9 4");
  comparison = compare (fixture);
  settle (comparison);

  return comparison;
}

static void
test_session_comparison_opens_what_was_compared (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  static const HeedAttentionSite mean = { HEED_ATTENTION_CROSS, 1, HEED_HEAD_MEAN };
  g_autofree char *sha256 = heed_fingerprint_new (fixture->other, NULL, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  HeedComparison *comparison;
  HeedDocumentView *view;

  session_fixture_work (fixture);
  comparison = compare (fixture);
  heed_comparison_open (comparison, 1, fixture->other);
  heed_comparison_set_n_sides (comparison, 3);
  heed_comparison_open (comparison, 2, fixture->model);
  settle (comparison);
  view = heed_document_get_view (heed_comparison_get_side (comparison, 1));
  heed_document_view_set_site (view, mean);
  heed_document_view_set_heads (view, 0x6);
  heed_comparison_set_same_target (comparison, TRUE);
  heed_comparison_set_shows_difference (comparison, TRUE);
  save_compared (fixture, comparison);
  before = describe_comparison (comparison);
  g_assert_nonnull (strstr (before, "\"difference\": true"));
  g_assert_nonnull (strstr (before, "other.safetensors"));
  g_assert_true (g_file_get_contents (fixture->session, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, sha256));
  g_assert_finalize_object (comparison);

  comparison = open_compared (fixture);
  after = describe_comparison (comparison);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmphex (
    heed_document_view_get_heads (
      heed_document_get_view (heed_comparison_get_side (comparison, 1))), ==, 0x6);
  g_assert_null (strstr (fixture->told->str, "said"));
  g_assert_finalize_object (comparison);
}

static void
test_session_comparison_opens_sentences_and_heads_that_were_compared (Fixture       *fixture,
                                                                      gconstpointer  user_data)
{
  static const HeedCompareBy ways[] = { HEED_COMPARE_SENTENCES, HEED_COMPARE_HEADS };
  static const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      HeedComparison *comparison;
      HeedDocument *side;

      session_fixture_work (fixture);
      comparison = compare (fixture);
      heed_comparison_set_by (comparison, ways[i]);
      settle (comparison);
      side = heed_comparison_get_side (comparison, 1);
      if (ways[i] == HEED_COMPARE_SENTENCES)
        heed_document_set_text (side, "8 8 5 4");
      else
        heed_document_view_set_site (heed_document_get_view (side), site);
      save_compared (fixture, comparison);
      before = describe_comparison (comparison);
      g_assert_finalize_object (comparison);

      comparison = open_compared (fixture);
      after = describe_comparison (comparison);
      g_assert_cmpstr (after, ==, before);
      g_assert_finalize_object (comparison);
    }
}

/* What nobody has looked at since it was opened is saved as it was. */
static void
test_session_comparison_keeps_what_was_compared_and_not_looked_at (Fixture       *fixture,
                                                                   gconstpointer  user_data)
{
  g_autofree char *again = g_build_filename (fixture->folder, "again.heed", NULL);
  g_autoptr(HeedSessionFile) first = NULL;
  g_autoptr(HeedSessionFile) second = NULL;
  HeedComparison *comparison;

  session_fixture_work (fixture);
  comparison = compare (fixture);
  heed_comparison_open (comparison, 1, fixture->other);
  save_compared (fixture, comparison);
  g_assert_finalize_object (comparison);

  session_fixture_end (fixture);
  g_string_truncate (fixture->told, 0);
  session_fixture_begin (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  session_fixture_wait_for_text (fixture, "6 9 4");
  heed_session_keeper_save (fixture->keeper, again);
  session_fixture_wait_until_told (fixture, "noted Saved to");

  first = heed_session_file_load (fixture->session, NULL);
  second = heed_session_file_load (again, NULL);
  g_assert_cmpstr (first->comparison->sides[1].model.path, ==, fixture->other);
  g_assert_cmpstr (second->comparison->sides[1].model.path, ==, fixture->other);
  g_assert_cmpstr (second->comparison->sides[1].model.sha256, ==,
                   first->comparison->sides[1].model.sha256);
}

static void
test_session_comparison_says_that_a_compared_model_is_another_or_gone (Fixture       *fixture,
                                                                       gconstpointer  user_data)
{
  HeedComparison *comparison;

  session_fixture_work (fixture);
  comparison = compare (fixture);
  heed_comparison_open (comparison, 1, fixture->other);
  save_compared (fixture, comparison);
  g_assert_finalize_object (comparison);

  session_fixture_write_model (fixture->other, 3);
  comparison = open_compared (fixture);
  session_fixture_wait_until_told (fixture, "said The model is not the one");
  g_assert_nonnull (strstr (fixture->told->str, "other.safetensors: expected SHA-256 "));
  g_assert_finalize_object (comparison);

  g_unlink (fixture->other);
  comparison = open_compared (fixture);
  g_assert_nonnull (strstr (fixture->told->str, "said A model that was compared is not there"));
  g_assert_null (heed_document_get_model (heed_comparison_get_side (comparison, 1)));
  g_assert_finalize_object (comparison);
}

static gboolean
is_saved_there (Fixture                 *fixture,
                const HeedAttentionSite *site)
{
  g_autoptr(HeedSessionFile) file = session_fixture_load_last (fixture);

  return file != NULL && file->comparison != NULL &&
         file->comparison->sides[1].site.layer == site->layer &&
         file->comparison->sides[1].site.head == site->head;
}

static void
test_session_comparison_saves_where_a_side_looks (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  static const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 3 };
  HeedComparison *comparison;

  session_fixture_work (fixture);
  comparison = compare (fixture);
  heed_comparison_open (comparison, 1, fixture->other);
  settle (comparison);
  heed_session_keeper_save_now (fixture->keeper);
  g_assert_false (is_saved_there (fixture, &site));

  heed_document_view_set_site (
    heed_document_get_view (heed_comparison_get_side (comparison, 1)), site);
  while (!is_saved_there (fixture, &site))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (comparison);
}

/* A page keeps its part of the session, whatever happens to the comparison. */
static void
test_session_comparison_leaves_the_pages_alone (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  g_autoptr(HeedSessionFile) file = NULL;
  HeedComparison *comparison;
  MarkedPage *page;

  session_fixture_work (fixture);
  page = g_object_ref_sink (g_object_new (marked_page_get_type (), NULL));
  heed_session_keeper_lend_page (fixture->keeper, HEED_PAGE (page));
  comparison = compare (fixture);
  heed_comparison_set_n_sides (comparison, 3);
  g_signal_emit_by_name (comparison, "changed");
  save_compared (fixture, comparison);
  file = heed_session_file_load (fixture->session, NULL);
  g_assert_cmpuint (file->beside->marks->len, ==, 1);

  g_assert_cmpuint (page->n_put, ==, 1);
  session_fixture_undo_work (fixture);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  session_fixture_wait_for_text (fixture, "6 9 4");
  g_assert_cmpuint (page->n_put, ==, 2);

  g_assert_finalize_object (comparison);
  g_object_unref (page);
}

#define ADD(name, test) \
  g_test_add ("/app/session-comparison/" name, Fixture, NULL, session_fixture_set_up, test, \
              session_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("opens-what-was-compared", test_session_comparison_opens_what_was_compared);
  ADD ("opens-sentences-and-heads-that-were-compared",
       test_session_comparison_opens_sentences_and_heads_that_were_compared);
  ADD ("keeps-what-was-compared-and-not-looked-at",
       test_session_comparison_keeps_what_was_compared_and_not_looked_at);
  ADD ("says-that-a-compared-model-is-another-or-gone",
       test_session_comparison_says_that_a_compared_model_is_another_or_gone);
  ADD ("saves-where-a-side-looks", test_session_comparison_saves_where_a_side_looks);
  ADD ("leaves-the-pages-alone", test_session_comparison_leaves_the_pages_alone);

  return g_test_run ();
}
