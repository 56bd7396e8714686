/* corpus-search.c — an entry that filters the pairs of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ranges are checked against the rows immediately; words are searched for in the files, on a thread
 * of GIO.
 */

#include "app/window/pages/corpus/corpus-search.h"

#include <glib/gi18n.h>

/**
 * HeedCorpusSearch:
 *
 * A search entry, and the number of matching pairs.
 *
 * ## CSS nodes
 *
 * One node named `corpussearch`.
 *
 * ## Accessibility
 *
 * A group with a search box that has a label.
 */
struct _HeedCorpusSearch
{
  GtkWidget         parent_instance;

  GtkWidget        *entry;
  GtkWidget        *count;

  HeedCorpusTable  *table;      /* borrowed */
  HeedCorpusFiles  *files;      /* or NULL */
  GCancellable     *searching;  /* NULL while no search is running */
};

G_DEFINE_FINAL_TYPE (HeedCorpusSearch, heed_corpus_search, GTK_TYPE_WIDGET)

typedef struct
{
  HeedCorpusFiles  *files;
  HeedCorpusFilter *filter;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  heed_corpus_files_unref (search->files);
  heed_corpus_filter_unref (search->filter);
  g_free (search);
}

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Search *search = task_data;
  guint n = heed_corpus_files_get_facts (search->files)->n_pairs;
  g_autofree gboolean *has_words = g_new0 (gboolean, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      g_auto(HeedCorpusPair) pair = { NULL, NULL };

      if (g_task_return_error_if_cancelled (task))
        return;

      has_words[i] = heed_corpus_files_read (search->files, i, &pair, NULL) &&
                     heed_corpus_filter_has_pair (search->filter, &pair);
    }

  g_task_return_pointer (task, g_steal_pointer (&has_words), g_free);
}

static void
show_count (HeedCorpusSearch *self,
            gboolean          is_filtered)
{
  guint n = heed_corpus_table_get_n_shown (self->table);
  g_autofree char *text = g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);

  gtk_label_set_text (GTK_LABEL (self->count), is_filtered ? text : "");
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(HeedCorpusSearch) self = user_data;
  const Search *search = g_task_get_task_data (G_TASK (result));
  g_autofree gboolean *has_words = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->searching)
    return;

  g_clear_object (&self->searching);
  if (has_words == NULL || self->table == NULL)
    return;

  heed_corpus_table_set_filter (self->table, search->filter, has_words);
  show_count (self, TRUE);
}

static void
forget (HeedCorpusSearch *self)
{
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
}

static void
search (HeedCorpusSearch *self,
        HeedCorpusFilter *filter)
{
  g_autoptr(GTask) task = NULL;
  Search *wanted = g_new0 (Search, 1);

  self->searching = g_cancellable_new ();
  wanted->files = heed_corpus_files_ref (self->files);
  wanted->filter = heed_corpus_filter_ref (filter);
  task = g_task_new (NULL, self->searching, searched_cb, g_object_ref (self));
  g_task_set_task_data (task, wanted, search_free);
  g_task_run_in_thread (task, search_thread);
}

static void
changed_cb (HeedCorpusSearch *self)
{
  g_autoptr(HeedCorpusFilter) filter =
    heed_corpus_filter_new (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gboolean is_empty = heed_corpus_filter_is_empty (filter);

  forget (self);
  if (self->table == NULL || self->files == NULL)
    return;

  if (heed_corpus_filter_has_words (filter))
    {
      search (self, filter);
      return;
    }

  heed_corpus_table_set_filter (self->table, is_empty ? NULL : filter, NULL);
  show_count (self, !is_empty);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_corpus_search_dispose (GObject *object)
{
  HeedCorpusSearch *self = HEED_CORPUS_SEARCH (object);

  forget (self);
  self->table = NULL;
  g_clear_pointer (&self->files, heed_corpus_files_unref);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->count, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_corpus_search_parent_class)->dispose (object);
}

static void
heed_corpus_search_class_init (HeedCorpusSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_search_dispose;
  gtk_widget_class_set_css_name (widget_class, "corpussearch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
heed_corpus_search_init (HeedCorpusSearch *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->entry = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_object_set (self->entry, "placeholder-text", _("Filter: words, aer>0.5, length<0.8, flags>0"),
                NULL);
  gtk_widget_set_tooltip_text (self->entry,
                               _("Sentences with all these words. Numbers: aer, precision, recall, "
                                 "coverage, scatter-out, scatter-in, entropy, logp, length, "
                                 "unlinked, flags, number, each with < or >; the field names of an "
                                 "export work too"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Filter of the sentences"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (changed_cb), self);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->count = gtk_label_new ("");
  gtk_widget_add_css_class (self->count, "muted");
  gtk_widget_set_margin_end (self->count, 8);
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
}

void
heed_corpus_search_set_table (HeedCorpusSearch *self,
                              HeedCorpusTable  *table)
{
  g_return_if_fail (HEED_IS_CORPUS_SEARCH (self));

  self->table = table;
}

void
heed_corpus_search_set_files (HeedCorpusSearch *self,
                              HeedCorpusFiles  *files)
{
  g_return_if_fail (HEED_IS_CORPUS_SEARCH (self));

  g_clear_pointer (&self->files, heed_corpus_files_unref);
  if (files != NULL)
    self->files = heed_corpus_files_ref (files);
  changed_cb (self);
}

void
heed_corpus_search_set_text (HeedCorpusSearch *self,
                             const char       *text)
{
  g_return_if_fail (HEED_IS_CORPUS_SEARCH (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}
