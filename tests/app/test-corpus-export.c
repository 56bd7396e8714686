/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/corpus-report.c,
 *   app/window/pages/corpus/corpus-saving.c
 */

#include "app/core/corpus/corpus-export.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <string.h>

#include "app/window/pages/corpus/corpus-saving.h"
#include "small-corpus.h"

#define N_PAIRS 70

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  HeedCorpus       *corpus;
  SmallCorpus       files;
  char             *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->worker = heed_engine_worker_new ();
  fixture->document = open_document (fixture->worker, "en-fr");
  fixture->corpus = heed_corpus_new (fixture->document);
  small_corpus_write (&fixture->files, N_PAIRS);
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  fixture->path = g_strconcat (fixture->files.folder, "/exported", data, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_run_dispose (G_OBJECT (fixture->corpus));
  g_clear_object (&fixture->corpus);
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->worker);
  g_unlink (fixture->path);
  g_free (fixture->path);
  small_corpus_clear (&fixture->files);
}

/* Through the page's own way, on a thread. */
static char *
save (Fixture *fixture)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (""));
  char *text = NULL;

  g_assert_true (heed_corpus_export_can_write (fixture->path));
  heed_corpus_saving_save (widget, fixture->corpus, fixture->path);
  while (!g_file_get_contents (fixture->path, &text, NULL, NULL))
    g_main_context_iteration (NULL, FALSE);
  while (G_OBJECT (widget)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);

  g_object_unref (widget);

  return text;
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  while ((text = strstr (text, part)) != NULL)
    {
      n++;
      text += strlen (part);
    }

  return n;
}

/* As heed-cli align --scores has them, of every pair, and judged as the page does. */
static void
test_corpus_export_writes_links (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *text = save (fixture);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  HeedAlignmentCounts counts = { 0 };

  g_assert_cmpuint (g_strv_length (lines), ==, N_PAIRS + 1);
  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedAlignment) links = heed_alignment_parse (lines[i], 0, &error);

      g_assert_no_error (error);
      heed_alignment_count (&counts, links,
                            heed_gold_file_get (heed_corpus_files_get_gold (
                              heed_corpus_get_files (fixture->corpus)), i));
    }

  g_assert_cmpfloat_with_epsilon (heed_alignment_score_counts (&counts).error_rate,
                                  heed_corpus_summarise (fixture->corpus).score.error_rate, 1e-9);
}

static void
test_corpus_export_writes_a_table (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *text = save (fixture);

  g_assert_true (g_str_has_prefix (text, "line,source,target,aer,precision,recall,"
                                  "coverage_deviation_penalty,"));
  g_assert_cmpuint (count (text, "\r\n"), ==, N_PAIRS + 1);
  g_assert_nonnull (strstr (text, "\r\n1,\"I have a cat.\",\"J'ai un chat.\",0"));
}

static void
test_corpus_export_writes_json (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *text = save (fixture);

  g_assert_cmpuint (count (text, "\n"), ==, N_PAIRS);
  g_assert_cmpuint (count (text, "\"aer\":"), ==, N_PAIRS);
  g_assert_cmpuint (count (text, "\"log_prob_per_token\":"), ==, N_PAIRS);
  g_assert_cmpuint (count (text, "\"length_ratio\":"), ==, N_PAIRS);
  g_assert_cmpuint (count (text, "\"flags\": {"), ==, N_PAIRS);
  g_assert_true (g_str_has_prefix (text, "{\"line\":1,\"source\":\"I have a cat.\"") ||
                 g_str_has_prefix (text, "{\"line\": 1, \"source\": \"I have a cat.\""));
}

/* The first fifty with a picture each, and nothing that would be loaded. */
static void
test_corpus_export_writes_a_page (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *text = save (fixture);

  g_assert_cmpuint (count (text, "<h2>"), ==, HEED_CORPUS_REPORT_PAIRS);
  g_assert_cmpuint (count (text, "data:image/svg+xml;base64,"), ==, HEED_CORPUS_REPORT_PAIRS);
  g_assert_cmpuint (count (text, "http"), ==, 0);
  g_assert_true (g_str_has_suffix (text, "</html>\n"));
}

/* What was there stays if it cannot be written whole. */
static void
test_corpus_export_is_whole_or_not (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GArray) none = heed_exported_pairs_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  const HeedCorpusExport export = {
    .files = heed_corpus_get_files (fixture->corpus),
    .linker = heed_corpus_get_linker (fixture->corpus),
    .settings = "",
    .pairs = none, .model = heed_corpus_get_model (fixture->corpus),
  };

  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_false (heed_corpus_export_write (&export, fixture->path, cancelled, &error));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");

  g_clear_error (&error);
  g_assert_false (heed_corpus_export_write (&export, "/nonexistent/x.csv", NULL, &error));
  g_clear_error (&error);
  g_assert_false (heed_corpus_export_write (&export, "/tmp/x.doc", NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);

#define ADD(path, ending, func) g_test_add (path, Fixture, ending, set_up, func, tear_down)
  ADD ("/app/corpus-export/writes-links", ".links", test_corpus_export_writes_links);
  ADD ("/app/corpus-export/writes-a-table", ".csv", test_corpus_export_writes_a_table);
  ADD ("/app/corpus-export/writes-json", ".jsonl", test_corpus_export_writes_json);
  ADD ("/app/corpus-export/writes-a-page", ".html", test_corpus_export_writes_a_page);
  ADD ("/app/corpus-export/is-whole-or-not", ".csv", test_corpus_export_is_whole_or_not);
#undef ADD

  return g_test_run ();
}
