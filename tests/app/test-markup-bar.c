/* test-markup-bar.c — markup of the source carried over to the translation, on the Translate page
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/document/document-changes.h"
#include "app/window/pages/views/markup-bar.h"
#include "page-fixture.h"

#define SENTENCE "I drink a cup of tea in the garden."
#define MODEL    "en-fr.safetensors"

typedef PageFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  page_fixture_set_up (fixture, MODEL, SENTENCE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  page_fixture_tear_down (fixture);
}

static void
select_word (Fixture *fixture,
             int      source_token)
{
  heed_document_view_select_cell (heed_document_get_view (fixture->document), 0, source_token);
  page_fixture_settle (fixture);
}

static guint
count_carrying (Fixture *fixture)
{
  const HeedHeatmapNotes *notes = heed_heatmap_picture_get_notes (
    heed_heatmap_view_get_picture (heed_heatmap_get_view (fixture->heatmap)));
  guint n = 0;

  for (guint i = 0; i < notes->n_links; i++)
    n += notes->links[i].outcome == HEED_OUTCOME_CARRIES;

  return n;
}

static void
test_markup_bar_a_marked_word_is_carried_over (Fixture       *fixture,
                                               gconstpointer  data)
{
  select_word (fixture, 5);
  page_fixture_act (fixture, "markup.bold");
  g_assert_true (page_fixture_says (fixture, "<b>tea</b>"));
  g_assert_true (page_fixture_says (fixture, "<b>thé</b>"));
  g_assert_cmpuint (count_carrying (fixture), ==, 1);

  page_fixture_act (fixture, "markup.link");
  g_assert_true (page_fixture_says (fixture, "<b><u>thé</u></b>"));
  page_fixture_act (fixture, "markup.bold");
  g_assert_true (page_fixture_says (fixture, "<u>thé</u>"));
  g_assert_false (page_fixture_says (fixture, "<b><u>"));
  page_fixture_act (fixture, "markup.clear");
  g_assert_false (page_fixture_says (fixture, "<u>thé</u>"));
  g_assert_cmpuint (count_carrying (fixture), ==, 0);
}

/* Marks belong to a sentence, and are dropped with it. */
static void
test_markup_bar_marks_go_with_the_sentence (Fixture       *fixture,
                                            gconstpointer  data)
{
  select_word (fixture, 5);
  page_fixture_act (fixture, "markup.bold");
  heed_document_set_text (fixture->document, "We live here.");
  page_fixture_settle (fixture);
  g_assert_cmpuint (count_carrying (fixture), ==, 0);
  heed_document_set_text (fixture->document, SENTENCE);
  page_fixture_settle (fixture);
  g_assert_cmpuint (count_carrying (fixture), ==, 0);
}

/* "tea" stays marked though it has moved, and is where it was afterwards. */
static void
test_markup_bar_marks_follow_their_words (Fixture       *fixture,
                                          gconstpointer  data)
{
  const HeedTokens *source = heed_document_get_translation (fixture->document)->source;
  const guint32 drink_a[] = { source->tokens[1].id, source->tokens[2].id };

  select_word (fixture, 5);
  page_fixture_act (fixture, "markup.bold");
  heed_document_replace (fixture->document, 1, 1, drink_a, G_N_ELEMENTS (drink_a));
  page_fixture_settle (fixture);
  g_assert_true (page_fixture_says (fixture, "<b>tea</b>"));
  heed_change_list_undo (heed_document_get_changes (fixture->document));
  page_fixture_settle (fixture);
  g_assert_true (page_fixture_says (fixture, "<b>tea</b>"));
}

/* Only the end token attends most to the end of the source, and it is not a word. */
static void
test_markup_bar_what_is_lost_is_named (Fixture       *fixture,
                                       gconstpointer  data)
{
  guint n_source =
    heed_translation_get_n_source (heed_document_get_translation (fixture->document));

  select_word (fixture, (int) n_source - 1);
  page_fixture_act (fixture, "markup.link");
  g_assert_true (page_fixture_says (fixture, "is lost"));
}

/* Selecting a word shows its effect and why the sentence ended, on one line. */
static void
test_markup_bar_a_chosen_word_says_how_the_sentence_ended (Fixture       *fixture,
                                                           gconstpointer  data)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  g_autofree char *step = g_strdup_printf ("Step %u ended the sentence", translation->steps->len);

  g_assert_false (page_fixture_says (fixture, step));
  select_word (fixture, 5);
  while (!page_fixture_says (fixture, "without it log p"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (page_fixture_says (fixture, step));
  g_assert_true (page_fixture_says (fixture, "near"));
}

#define ADD(name, function) \
  g_test_add ("/app/markup-bar/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("a-marked-word-is-carried-over", test_markup_bar_a_marked_word_is_carried_over);
  ADD ("marks-go-with-the-sentence", test_markup_bar_marks_go_with_the_sentence);
  ADD ("marks-follow-their-words", test_markup_bar_marks_follow_their_words);
  ADD ("what-is-lost-is-named", test_markup_bar_what_is_lost_is_named);
  ADD ("a-chosen-word-says-how-the-sentence-ended",
       test_markup_bar_a_chosen_word_says_how_the_sentence_ended);

  return g_test_run ();
}
