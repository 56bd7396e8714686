/* corpus-opening.c — the file chooser for the files of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-opening.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/core/corpus/corpus-detection.h"

#define FIRST_BYTES 4096
#define CHOOSER     "heed-corpus-chooser"
#define CHOSEN      "heed-corpus-chosen"

static GPtrArray *
list_paths (GListModel *files)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }

  g_ptr_array_add (paths, NULL);

  return paths;
}

static void
response_cb (GtkWidget            *widget,
             int                   response,
             GtkFileChooserNative *chooser)
{
  HeedCorpusChosenFunc chosen = g_object_get_data (G_OBJECT (chooser), CHOSEN);
  g_autoptr(GListModel) files = NULL;
  g_autoptr(GPtrArray) paths = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  paths = list_paths (files);
  if (paths->len > 1)
    chosen (widget, (const char *const *) paths->pdata);
}

/* As in file-dialog.c, a file chooser is kept until the next one is opened. */
void
heed_corpus_opening_ask (GtkWidget            *widget,
                         HeedCorpusChosenFunc  chosen)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Open a Corpus: Source, Target and Gold Links"), GTK_WINDOW (gtk_widget_get_root (widget)),
    GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  g_object_set_data_full (G_OBJECT (widget), CHOOSER, chooser, g_object_unref);
  g_object_set_data (G_OBJECT (chooser), CHOSEN, chosen);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

gboolean
heed_corpus_opening_is_text (const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, NULL);
  guchar bytes[FIRST_BYTES];
  gsize n = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, sizeof bytes, &n, NULL, NULL))
    return FALSE;

  if (g_str_has_suffix (path, ".json"))
    return FALSE;

  /* gzip and UTF-16 */
  if (n >= 2 && ((bytes[0] == 0x1f && bytes[1] == 0x8b) ||
                 (bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
    return TRUE;

  return memchr (bytes, '\0', n) == NULL;
}

/* Descriptions of models also end in .json, and are objects like the lines of a dump. */
gboolean
heed_corpus_opening_is_dump (const char *path)
{
  return !g_str_has_suffix (path, ".json") && heed_corpus_detect_dump (path);
}
