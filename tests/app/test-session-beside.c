/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/corpus/corpus-request.c,
 *   app/window/pages/corpus/corpus-as-page.c,
 *   app/window/pages/corpus/corpus-session.c,
 *   app/window/pages/translate/translate-session.c
 */

#include "app/core/sessions/session-beside.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/core/sessions/session-file.h"
#include "app/window/document/open-gold.h"
#include "app/window/page.h"
#include "app/window/pages/corpus/corpus-session.h"
#include "page-fixture.h"

#define SENTENCE "I drink a cup of tea in the garden."
#define TARGET   "Je bois une tasse de thé dans le jardin."
#define GOLD     "0-0 1-1 2-2 3-3 4-4 5-5 6-6 7-7 8-8\n"

typedef struct {
  PageFixture  base;
  char        *folder;
  char        *source;
  char        *target;
  char        *gold;
} Fixture;

static char *
put (Fixture    *fixture,
     const char *name,
     const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("heed-test-XXXXXX", NULL);
  fixture->source = put (fixture, "a.en", SENTENCE "\n");
  fixture->target = put (fixture, "a.fr", TARGET "\n");
  fixture->gold = put (fixture, "gold", GOLD);
  page_fixture_set_up (&fixture->base, "en-fr.safetensors", SENTENCE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  page_fixture_tear_down (&fixture->base);
  g_unlink (fixture->source);
  g_unlink (fixture->target);
  g_unlink (fixture->gold);
  g_rmdir (fixture->folder);
  g_free (fixture->source);
  g_free (fixture->target);
  g_free (fixture->gold);
  g_free (fixture->folder);
}

/* Through a session file and back. */
static HeedSessionBeside *
pass (const HeedSessionBeside *beside)
{
  g_autoptr(HeedSessionFile) file = heed_session_file_new ();
  g_autoptr(HeedSessionFile) read = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  heed_session_beside_free (file->beside);
  file->beside = heed_session_beside_copy (beside);
  text = heed_session_file_to_text (file);
  read = heed_session_file_parse ("session", text, strlen (text), &error);
  g_assert_no_error (error);

  return heed_session_beside_copy (read->beside);
}

/* --- The file ------------------------------------------------------------ */

static void
fill (HeedSessionBeside *beside)
{
  const HeedMarkupMark marks[] = { { { 2, 5 }, FALSE }, { { 0, 1 }, TRUE } };
  const HeedAttentionSite sites[] = { { HEED_ATTENTION_CROSS, 3, 1 },
                                      { HEED_ATTENTION_CROSS, 2, HEED_HEAD_MEAN } };

  g_array_append_vals (beside->marks, marks, G_N_ELEMENTS (marks));
  beside->rule = HEED_MARKUP_SPAN;
  beside->gold_path = g_strdup ("/a/gold");
  beside->gold_first = 1;
  beside->gold_sentence = 16;
  beside->gold_source = g_strdup ("the cat");
  beside->gold_target = g_strdup ("le chat");
  beside->has_corpus = TRUE;
  beside->corpus = (HeedCorpusRoles) {
    { g_strdup ("/a/b"), NULL, g_strdup ("/a/c"), NULL, g_strdup ("/a/p") }, HEED_INDEX_BASE_1,
    TRUE, HEED_CORPUS_BARS
  };
  beside->reverse = g_strdup ("/a/fr-en");
  beside->link_settings = g_new0 (HeedLinkSettings, 1);
  beside->link_settings->sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  g_array_append_vals (beside->link_settings->sites, sites, G_N_ELEMENTS (sites));
  beside->link_settings->links = (HeedLinkOptions) { HEED_LINK_RELATIVE, 0.3, 1 };
  beside->link_settings->keeps_end = beside->link_settings->by_piece =
    beside->link_settings->is_symmetrised = TRUE;
  beside->link_settings->symmetrisation = HEED_SYMMETRISE_GROW_DIAG;
}

static void
test_session_beside_is_read_as_written (void)
{
  g_autoptr(HeedSessionBeside) beside = heed_session_beside_new ();
  g_autoptr(HeedSessionBeside) read = NULL;

  fill (beside);
  read = pass (beside);
  g_assert_cmpuint (read->marks->len, ==, 2);
  g_assert_cmpmem (read->marks->data, 2 * sizeof (HeedMarkupMark), beside->marks->data,
                   2 * sizeof (HeedMarkupMark));
  g_assert_cmpint (read->rule, ==, HEED_MARKUP_SPAN);
  g_assert_cmpstr (read->gold_path, ==, "/a/gold");
  g_assert_cmpuint (read->gold_first, ==, 1);
  g_assert_cmpuint (read->gold_sentence, ==, 16);
  g_assert_cmpstr (read->gold_target, ==, "le chat");
  g_assert_true (read->has_corpus);
  g_assert_cmpstr (read->corpus.paths.gold, ==, "/a/c");
  g_assert_cmpstr (read->corpus.paths.probabilities, ==, "/a/p");
  g_assert_null (read->corpus.paths.target);
  g_assert_cmpint (read->corpus.index_base, ==, HEED_INDEX_BASE_1);
  g_assert_cmpint (read->corpus.format, ==, HEED_CORPUS_BARS);
  g_assert_true (heed_link_settings_equal (read->link_settings, beside->link_settings));
  g_assert_cmpstr (read->reverse, ==, "/a/fr-en");
}

static void
test_session_beside_may_be_nothing (void)
{
  g_autoptr(HeedSessionBeside) nothing = heed_session_beside_new ();
  g_autoptr(HeedSessionBeside) read = pass (nothing);

  g_assert_cmpuint (read->marks->len, ==, 0);
  g_assert_null (read->gold_path);
  g_assert_false (read->has_corpus);
}

static void
test_session_beside_refuses_what_cannot_be (void)
{
  static const char *const wrong[] = {
    "\"markup\": {\"rule\": \"none\"}",
    "\"markup\": {\"marks\": [{\"first\": 3, \"end\": 3}]}",
    "\"markup\": {\"marks\": [7]}",
    "\"gold\": {\"path\": \"a\"}",
    "\"gold\": {\"path\": \"a\", \"source\": \"\", \"target\": \"\", \"first_word\": 2}",
    "\"gold\": {\"path\": \"a\", \"source\": \"\", \"target\": \"\", \"sentence\": -1}",
    "\"corpus\": {}",
    "\"corpus\": {\"source\": \"a\", \"format\": \"xml\"}",
    "\"corpus\": {\"source\": \"a\", \"links\": {}}",
    "\"corpus\": {\"source\": \"a\", \"links\": {\"attentions\": [], \"share\": 2}}",
    "\"corpus\": {\"source\": \"a\", \"links\": {\"attentions\": [], \"symmetrise\": \"x\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"heed_session\": 1, %s}", wrong[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedSessionFile) file =
        heed_session_file_parse ("session", text, strlen (text), &error);

      g_assert_null (file);
      g_assert_nonnull (error);
    }
}

/* --- The page Translate -------------------------------------------------- */

static void
open_gold (Fixture *fixture)
{
  g_autoptr(HeedGoldFile) file = heed_gold_file_read (fixture->gold, 0, NULL);
  g_autoptr(HeedGold) gold = heed_gold_new_in_file (file, 0, SENTENCE, TARGET, NULL);

  heed_open_gold_show (heed_open_gold_of (fixture->base.document), gold, NULL);
  page_fixture_settle (&fixture->base);
}

static void
count_cb (HeedPage *page,
          guint    *n_times)
{
  *n_times += 1;
}

/* Marks and links come back as they were. */
static void
test_session_beside_of_a_sentence (Fixture       *fixture,
                                   gconstpointer  data)
{
  HeedPage *page = HEED_PAGE (fixture->base.page);
  HeedOpenGold *open = heed_open_gold_of (fixture->base.document);
  g_autoptr(HeedSessionBeside) taken = heed_session_beside_new ();
  g_autoptr(HeedSessionBeside) read = NULL;
  g_autoptr(GError) error = NULL;
  guint n_times = 0;

  g_signal_connect (page, "session-changed", G_CALLBACK (count_cb), &n_times);
  open_gold (fixture);
  heed_document_view_select_cell (heed_document_get_view (fixture->base.document), 0, 5);
  page_fixture_settle (&fixture->base);
  page_fixture_act (&fixture->base, "markup.bold");
  g_assert_cmpuint (n_times, >, 0);
  heed_page_take_session (page, taken);
  g_assert_cmpuint (taken->marks->len, ==, 1);
  g_assert_cmpstr (taken->gold_path, ==, fixture->gold);
  read = pass (taken);

  page_fixture_act (&fixture->base, "markup.clear");
  heed_open_gold_show (open, NULL, NULL);
  page_fixture_settle (&fixture->base);
  g_assert_false (page_fixture_says (&fixture->base, "<b>tea</b>"));
  g_assert_true (heed_page_put_session (page, read, &error));
  page_fixture_settle (&fixture->base);
  g_assert_true (page_fixture_says (&fixture->base, "<b>tea</b>"));
  g_assert_cmpuint (heed_gold_get_links (heed_open_gold_get (open))->n_links, ==, 9);

  /* without a change of the sentence to undo */
  g_assert_cmpstr (heed_document_get_text (fixture->base.document), ==, SENTENCE);
}

/* A file that has moved is said; the marks come all the same. */
static void
test_session_beside_says_what_has_moved (Fixture       *fixture,
                                         gconstpointer  data)
{
  HeedPage *page = HEED_PAGE (fixture->base.page);
  g_autoptr(HeedSessionBeside) taken = heed_session_beside_new ();
  g_autoptr(GError) error = NULL;

  open_gold (fixture);
  heed_page_take_session (page, taken);
  heed_open_gold_show (heed_open_gold_of (fixture->base.document), NULL, NULL);
  g_unlink (fixture->gold);
  g_assert_false (heed_page_put_session (page, taken, &error));
  g_assert_nonnull (strstr (error->message, "gold"));

  g_clear_error (&error);
  taken->gold_sentence = 4;
  g_assert_true (g_file_set_contents (fixture->gold, GOLD, -1, NULL));
  g_assert_false (heed_page_put_session (page, taken, &error));
  g_assert_nonnull (strstr (error->message, "expected links of sentence 5"));
}

/* --- The page Corpus ----------------------------------------------------- */

static void
wait_until_read (HeedCorpus *corpus)
{
  while (heed_corpus_get_state (corpus) != HEED_CORPUS_READ || !heed_corpus_is_settled (corpus) ||
         heed_corpus_is_relinking (corpus))
    g_main_context_iteration (NULL, TRUE);
}

static void
drop (HeedCorpus *corpus)
{
  g_object_run_dispose (G_OBJECT (corpus));
  g_object_unref (corpus);
}

/* Files, what they are, how links are read, and the model of the other direction. */
static void
test_session_beside_of_a_corpus (Fixture       *fixture,
                                 gconstpointer  data)
{
  const char *const paths[] = { fixture->target, fixture->gold, fixture->source, NULL };
  HeedCorpus *corpus = heed_corpus_new (fixture->base.document);
  HeedCorpus *other = heed_corpus_new (fixture->base.document);
  g_autofree char *reverse =
    g_build_filename (g_getenv ("HEED_MODELS"), "fr-en.safetensors", NULL);
  g_autoptr(HeedSessionBeside) taken = heed_session_beside_new ();
  g_autoptr(HeedSessionBeside) read = NULL;
  g_autoptr(HeedLinkSettings) link_settings = NULL;
  g_autoptr(GError) error = NULL;

  heed_corpus_session_take (corpus, taken);
  g_assert_false (taken->has_corpus);
  heed_corpus_open (corpus, paths);
  wait_until_read (corpus);
  link_settings = heed_link_settings_copy (heed_corpus_get_link_settings (corpus));
  link_settings->by_piece = link_settings->is_symmetrised = TRUE;
  link_settings->symmetrisation = HEED_SYMMETRISE_UNION;
  heed_corpus_reverse_open (heed_corpus_get_reverse (corpus), reverse);
  heed_corpus_set_link_settings (corpus, link_settings);
  wait_until_read (corpus);

  heed_corpus_session_take (corpus, taken);
  read = pass (taken);
  g_assert_true (heed_corpus_session_put (other, read, &error));
  wait_until_read (other);
  g_assert_true (heed_link_settings_equal (heed_corpus_get_link_settings (other), link_settings));
  g_assert_cmpstr (heed_corpus_files_get_facts (heed_corpus_get_files (other))->paths.source, ==,
                   fixture->source);
  g_assert_nonnull (heed_corpus_reverse_get_model (heed_corpus_get_reverse (other)));
  g_assert_cmpuint (heed_corpus_rows_get (heed_corpus_get_rows (other), 0)->n_found, ==,
                    heed_corpus_rows_get (heed_corpus_get_rows (corpus), 0)->n_found);

  g_unlink (fixture->target);
  g_assert_false (heed_corpus_session_put (other, read, &error));
  g_assert_nonnull (strstr (error->message, "a.fr: expected the file of a corpus"));
  drop (corpus);
  drop (other);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);

  g_test_add_func ("/app/session-beside/is-read-as-written",
                   test_session_beside_is_read_as_written);
  g_test_add_func ("/app/session-beside/may-be-nothing", test_session_beside_may_be_nothing);
  g_test_add_func ("/app/session-beside/refuses-what-cannot-be",
                   test_session_beside_refuses_what_cannot_be);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/session-beside/of-a-sentence", test_session_beside_of_a_sentence);
  ADD ("/app/session-beside/says-what-has-moved", test_session_beside_says_what_has_moved);
  ADD ("/app/session-beside/of-a-corpus", test_session_beside_of_a_corpus);
#undef ADD

  return g_test_run ();
}
