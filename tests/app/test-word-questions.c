/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/pages/translate/source-word-popover.c,
 *   app/window/pages/translate/found-popover.c
 */

#include <math.h>
#include <string.h>

#include "../ui/drawn.h"
#include "app/window/document/document-changes.h"
#include "app/window/document/document-opening.h"
#include "app/window/pages/translate/found-popover.h"
#include "app/window/pages/translate/source-word-popover.h"
#include "app/window/pages/translate/translate-page.h"
#include "find-widget.h"
#include "ui/token-strip.h"

#define SENTENCE "I drink a cup of tea in the garden."

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  GtkWidget        *page;
  GtkWidget        *window;
} Fixture;

static void
settle (Fixture *fixture)
{
  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);
}

static HeedTokenStrip *
get_strip (Fixture *fixture)
{
  return HEED_TOKEN_STRIP (find_widget (fixture->page, HEED_TYPE_TOKEN_STRIP));
}

static void
wait_for_chips (Fixture *fixture)
{
  settle (fixture);
  while (heed_token_strip_get_n_tokens (get_strip (fixture)) == 0 ||
         heed_document_view_get_step (heed_document_get_view (fixture->document)) < 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  model)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), model, NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->page = heed_translate_page_new ();
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (fixture->page), fixture->document);
  fixture->window = drawn_window_new (fixture->page, 1000, 700);
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  wait_for_chips (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (fixture->page), NULL);
  drawn_finish (fixture->window, fixture->page);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static guint32
get_source_id (Fixture *fixture,
               guint    i)
{
  return heed_document_get_translation (fixture->document)->source->tokens[i].id;
}

static guint
count_source (Fixture *fixture)
{
  return heed_translation_get_n_source (heed_document_get_translation (fixture->document));
}

static HeedStep *
get_step (Fixture *fixture,
          guint    t)
{
  return heed_translation_get_step (heed_document_get_translation (fixture->document), t);
}

static HeedSourceWordPopover *
open_source_word (Fixture *fixture,
                  guint    word)
{
  g_signal_emit_by_name (get_strip (fixture), "token-menu", word);

  return HEED_SOURCE_WORD_POPOVER (find_widget (fixture->page, HEED_TYPE_SOURCE_WORD_POPOVER));
}

/* --- Another source word --- */

static GtkWidget *
wait_for_neighbour (GtkWidget *popover)
{
  GtkWidget *box = NULL;

  /* The first button hides the word; the buttons of the list follow. */
  while (box == NULL)
    {
      GtkWidget *child = gtk_popover_get_child (GTK_POPOVER (popover));

      g_main_context_iteration (NULL, TRUE);
      box = gtk_widget_get_first_child (gtk_widget_get_last_child (child));
    }

  return box;
}

static void
test_word_questions_neighbour_is_read_instead (Fixture       *fixture,
                                               gconstpointer  model)
{
  HeedChangeList *list = heed_document_get_changes (fixture->document);
  HeedModel *loaded = heed_document_get_model (fixture->document);
  guint32 cup = get_source_id (fixture, 3);
  double before = get_step (fixture, 0)->log_prob;
  guint n_found;
  g_autofree HeedNeighbour *nearest = heed_model_list_nearest_source (loaded, cup, 10, &n_found);
  HeedSourceWordPopover *popover = open_source_word (fixture, 3);
  GtkWidget *button;

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (popover)));
  button = wait_for_neighbour (GTK_WIDGET (popover));
  g_signal_emit_by_name (button, "clicked");
  settle (fixture);

  g_assert_cmpuint (heed_change_list_get_n (list), ==, 1);
  g_assert_cmpint (heed_change_list_get (list, 0)->kind, ==, HEED_CHANGE_REPLACED);
  g_assert_cmpuint (get_source_id (fixture, 3), ==, nearest[0].token.id);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, SENTENCE);

  heed_change_list_undo (list);
  settle (fixture);
  g_assert_cmpuint (get_source_id (fixture, 3), ==, cup);
  g_assert_cmpfloat (get_step (fixture, 0)->log_prob, ==, before);
}

static void
type (Fixture    *fixture,
      GtkWidget  *popover,
      const char *text)
{
  GtkWidget *entry = find_widget (popover, GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  settle (fixture);
}

/* A typed word is read as as many tokens as the model needs, and the other
 * tokens stay. Typing again replaces the same change. */
static void
test_word_questions_typed_word_is_read_instead (Fixture       *fixture,
                                                gconstpointer  model)
{
  HeedChangeList *list = heed_document_get_changes (fixture->document);
  HeedModel *loaded = heed_document_get_model (fixture->document);
  guint n_before = count_source (fixture);
  guint32 of = get_source_id (fixture, 4);
  guint n_ids;
  g_autofree guint32 *ids = heed_model_encode_source (loaded, "big old glass", &n_ids, NULL);

  type (fixture, GTK_WIDGET (open_source_word (fixture, 3)), "big old glass");
  g_assert_cmpuint (count_source (fixture), ==, n_before + n_ids - 1);
  for (guint i = 0; i < n_ids; i++)
    g_assert_cmpuint (get_source_id (fixture, 3 + i), ==, ids[i]);
  g_assert_cmpuint (get_source_id (fixture, 3 + n_ids), ==, of);
  g_assert_cmpstr (heed_change_list_get (list, 0)->label, ==, "cup");
  g_assert_cmpstr (heed_change_list_get (list, 0)->replacement, ==, "big old glass");

  heed_document_replace (fixture->document, 3, n_ids, ids, 1);
  settle (fixture);
  g_assert_cmpuint (heed_change_list_get_n (list), ==, 1);
  g_assert_cmpuint (count_source (fixture), ==, n_before);
  g_assert_cmpuint (heed_change_list_get (list, 0)->n_replaced, ==, 1);
}

/* Special tokens that the model adds cannot be replaced. */
static void
test_word_questions_end_token_stays (Fixture       *fixture,
                                     gconstpointer  model)
{
  guint last = heed_token_strip_get_n_tokens (get_strip (fixture)) - 1;
  HeedSourceWordPopover *popover = open_source_word (fixture, last);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (popover)));
}

static void
test_word_questions_hides_the_word (Fixture       *fixture,
                                    gconstpointer  model)
{
  HeedSourceWordPopover *popover = open_source_word (fixture, 3);

  g_signal_emit_by_name (find_widget (GTK_WIDGET (popover), GTK_TYPE_BUTTON), "clicked");
  settle (fixture);
  g_assert_true (heed_document_get_hidden (fixture->document, 3));
}

/* --- Another target word --- */

static HeedFoundPopover *
open_found (Fixture *fixture,
            int      step)
{
  heed_document_view_select (heed_document_get_view (fixture->document), step, -1);
  gtk_widget_activate_action (fixture->page, "word.wish", NULL);

  return HEED_FOUND_POPOVER (find_widget (fixture->page, HEED_TYPE_FOUND_POPOVER));
}

static void
wait_for_change (Fixture *fixture)
{
  while (heed_change_list_get_n (heed_document_get_changes (fixture->document)) == 0)
    g_main_context_iteration (NULL, TRUE);
  settle (fixture);
}

/* The row is one change whose description gives the reached
 * probability; undoing it restores everything. */
static void
test_word_questions_found_attention_is_a_change (Fixture       *fixture,
                                                 gconstpointer  model)
{
  HeedChangeList *list = heed_document_get_changes (fixture->document);
  HeedFoundPopover *popover = open_found (fixture, 2);
  guint32 rival = get_step (fixture, 2)->candidates[1].token.id;
  double before = get_step (fixture, 2)->candidates[1].log_prob;
  const HeedChange *change;

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (popover)));
  heed_found_popover_ask (popover, rival);
  g_assert_cmpuint (strlen (heed_found_popover_get_text (popover)), >, 0);
  wait_for_change (fixture);

  change = heed_change_list_get (list, 0);
  g_assert_cmpint (change->kind, ==, HEED_CHANGE_ROW);
  g_assert_true (change->is_held && change->is_found);
  g_assert_cmpfloat (change->factor, >=, (float) exp (before) - 1e-4f);
  g_assert_cmpint (get_step (fixture, 2)->token.id == rival, ==, change->is_best);

  heed_change_list_undo (list);
  settle (fixture);
  g_assert_cmpfloat (get_step (fixture, 2)->candidates[1].log_prob, ==, before);
}

static void
find_button_cb (GtkWidget *widget,
                gpointer   data)
{
  GtkWidget **found = data;

  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "word.wish") == 0)
    *found = widget;
}

/* The inspector has a button for it below the candidates. */
static void
test_word_questions_inspector_offers_it (Fixture       *fixture,
                                         gconstpointer  model)
{
  GtkWidget *button = NULL;

  for_each_widget (fixture->page, find_button_cb, &button);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (gtk_widget_get_visible (find_widget (fixture->page, HEED_TYPE_FOUND_POPOVER)));
}

static void
find_found_popover_cb (GtkWidget *widget,
                       gpointer   found)
{
  if (HEED_IS_FOUND_POPOVER (widget))
    *(GtkWidget **) found = widget;
}

static void
test_word_questions_needs_attention (Fixture       *fixture,
                                     gconstpointer  model)
{
  GtkWidget *button = NULL;
  GtkWidget *popover = NULL;

  for_each_widget (fixture->page, find_button_cb, &button);
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_visible (button));
  gtk_widget_activate_action (fixture->page, "word.wish", NULL);
  for_each_widget (fixture->page, find_found_popover_cb, &popover);
  g_assert_null (popover);
}

/* If no attention makes the model choose the word, a message says so. */
static void
test_word_questions_says_that_nothing_gives_it (Fixture       *fixture,
                                                gconstpointer  model)
{
  HeedFoundPopover *popover = open_found (fixture, 0);
  HeedChangeList *list = heed_document_get_changes (fixture->document);

  type (fixture, GTK_WIDGET (popover), "guerre");
  wait_for_change (fixture);
  g_assert_false (heed_change_list_get (list, 0)->is_best);
  g_assert_nonnull (strstr (heed_found_popover_get_text (popover), "No attention was found"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, test) \
  g_test_add ("/app/word-questions/" name, Fixture, "en-fr-additive.safetensors", set_up, test, \
              tear_down)

  ADD ("neighbour-is-read-instead", test_word_questions_neighbour_is_read_instead);
  ADD ("typed-word-is-read-instead", test_word_questions_typed_word_is_read_instead);
  ADD ("end-token-stays", test_word_questions_end_token_stays);
  ADD ("hides-the-word", test_word_questions_hides_the_word);
  ADD ("found-attention-is-a-change", test_word_questions_found_attention_is_a_change);
  ADD ("inspector-offers-it", test_word_questions_inspector_offers_it);
  ADD ("says-that-nothing-gives-it", test_word_questions_says_that_nothing_gives_it);

  g_test_add ("/app/word-questions/needs-attention", Fixture, "en-fr-none.safetensors", set_up,
              test_word_questions_needs_attention, tear_down);

  return g_test_run ();
}
