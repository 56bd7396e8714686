/* corpus-saving.c — saving the results of a corpus from the page Corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-saving.h"

#include <glib/gi18n.h>

#include "app/core/corpus/corpus-export.h"
#include "app/window/pages/corpus/corpus-messages.h"

#define NAME "corpus.html"

void
heed_corpus_saving_ask (GtkWidget          *widget,
                        HeedFileChosenFunc  chosen)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Export the Sentences That Are Shown"), GTK_WINDOW (gtk_widget_get_root (widget)),
    GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  heed_file_dialog_add_filter (chooser, _("All that can be written"),
                               "*.html *.csv *.jsonl *.links");
  heed_file_dialog_add_filter (chooser, _("HTML, the first 50 with their attention"), "*.html");
  heed_file_dialog_add_filter (chooser, _("CSV, a table"), "*.csv");
  heed_file_dialog_add_filter (chooser, _("JSON, a line a sentence"), "*.jsonl");
  heed_file_dialog_add_filter (chooser, _("Links with weights, a line a sentence"), "*.links");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), NAME);
  heed_file_dialog_show (chooser, widget, chosen);
}

/* Lists the visible pairs in the displayed order. */
static GArray *
list_pairs (HeedCorpus *corpus)
{
  HeedCorpusRows *rows = heed_corpus_get_rows (corpus);
  GArray *pairs = heed_exported_pairs_new ();

  for (guint place = 0; place < heed_corpus_rows_get_n_shown (rows); place++)
    {
      guint i = heed_corpus_rows_get_at (rows, place);
      HeedExportedPair pair = { i, *heed_corpus_rows_get (rows, i), NULL };

      if (pair.row.state == HEED_ROW_DONE)
        pair.gold = heed_corpus_files_find_gold (heed_corpus_get_files (corpus), i,
                                                 pair.row.n_source_words,
                                                 pair.row.n_target_words, NULL);
      if (pair.gold != NULL)
        heed_alignment_ref (pair.gold);
      g_array_append_val (pairs, pair);
    }

  return pairs;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (heed_corpus_export_finish (result, &error))
    gtk_widget_activate_action (widget, "win.note", "s", _("The corpus was exported."));
  else
    gtk_widget_activate_action (widget, "win.report", "(ss)",
                                _("The corpus could not be exported."), error->message);
}

void
heed_corpus_saving_save (GtkWidget  *widget,
                         HeedCorpus *corpus,
                         const char *path)
{
  g_autoptr(GArray) pairs = NULL;
  HeedCorpusLinker *linker = heed_corpus_get_linker (corpus);
  g_autofree char *settings = NULL;
  HeedCorpusExport export = { 0 };

  if (linker == NULL)
    return;

  settings = heed_corpus_message_new_settings (corpus);
  pairs = list_pairs (corpus);
  export = (HeedCorpusExport) {
    .files = heed_corpus_get_files (corpus),
    .linker = linker,
    .pairs = pairs,
    .model = heed_corpus_get_model (corpus),
    .settings = settings,
    .summary = heed_corpus_summarise (corpus),
  };
  heed_corpus_export_async (&export, path, NULL, saved_cb, g_object_ref (widget));
}
