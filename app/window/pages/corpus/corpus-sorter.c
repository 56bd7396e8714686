/* corpus-sorter.c — by which number and in which direction a table is sorted
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK would create and compare a hundred thousand items. Instead, the numbers are sorted
 * elsewhere, and the view's sorter is only used to find out the column and the direction:
 * it compares two dummy items. This calls the sorter of the column that was clicked last,
 * which records itself and returns “smaller”; the view's result gives the direction.
 */

#include "app/window/pages/corpus/corpus-sorter.h"

struct _HeedCorpusSorter
{
  GtkSorter   parent_instance;

  HeedMeasure measure;
};

G_DEFINE_FINAL_TYPE (HeedCorpusSorter, heed_corpus_sorter, GTK_TYPE_SORTER)

/* A key for the object that is compared; the sorter that is called first is noted there. */
#define ASKED "heed-asked"

static GtkOrdering
heed_corpus_sorter_compare (GtkSorter *sorter,
                            gpointer   item,
                            gpointer   other)
{
  if (g_object_get_data (item, ASKED) == NULL)
    g_object_set_data (item, ASKED, sorter);

  return GTK_ORDERING_SMALLER;
}

static void
heed_corpus_sorter_class_init (HeedCorpusSorterClass *klass)
{
  GTK_SORTER_CLASS (klass)->compare = heed_corpus_sorter_compare;
}

static void
heed_corpus_sorter_init (HeedCorpusSorter *self)
{
}

GtkSorter *
heed_corpus_sorter_new (HeedMeasure measure)
{
  HeedCorpusSorter *self = g_object_new (HEED_TYPE_CORPUS_SORTER, NULL);

  self->measure = measure;

  return GTK_SORTER (self);
}

gboolean
heed_corpus_sorter_find (GtkSorter       *sorter_of_view,
                         HeedCorpusOrder *order)
{
  g_autoptr(GObject) item = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering = gtk_sorter_compare (sorter_of_view, item, other);
  HeedCorpusSorter *asked = g_object_get_data (item, ASKED);

  if (asked == NULL)
    return FALSE;

  *order = (HeedCorpusOrder) { asked->measure, ordering == GTK_ORDERING_LARGER };

  return TRUE;
}
