/* corpus-list.c — the pairs of a corpus as a list model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-list.h"

struct _HeedCorpusItem
{
  GObject parent_instance;

  guint   pair;
};

G_DEFINE_FINAL_TYPE (HeedCorpusItem, heed_corpus_item, G_TYPE_OBJECT)

struct _HeedCorpusList
{
  GObject          parent_instance;

  HeedCorpusFiles *files;
  HeedCorpusRows  *rows;
  guint            n_items;  /* as last reported by ::items-changed */
};

static void implement_list (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedCorpusList, heed_corpus_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, implement_list))

/* --- An item ------------------------------------------------------------- */

static void
heed_corpus_item_class_init (HeedCorpusItemClass *klass)
{
}

static void
heed_corpus_item_init (HeedCorpusItem *self)
{
}

guint
heed_corpus_item_get_pair (HeedCorpusItem *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_ITEM (self), 0);

  return self->pair;
}

/* --- The list ------------------------------------------------------------ */

static GType
get_item_type (GListModel *list)
{
  return HEED_TYPE_CORPUS_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return HEED_CORPUS_LIST (list)->n_items;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  HeedCorpusItem *item;

  if (position >= get_n_items (list))
    return NULL;

  item = g_object_new (HEED_TYPE_CORPUS_ITEM, NULL);
  item->pair = heed_corpus_list_get_pair (HEED_CORPUS_LIST (list), position);

  return item;
}

static void
implement_list (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
heed_corpus_list_class_init (HeedCorpusListClass *klass)
{
}

static void
heed_corpus_list_init (HeedCorpusList *self)
{
}

HeedCorpusList *
heed_corpus_list_new (HeedCorpusFiles *files,
                      HeedCorpusRows  *rows)
{
  HeedCorpusList *self = g_object_new (HEED_TYPE_CORPUS_LIST, NULL);

  self->files = files;
  self->rows = rows;
  self->n_items = heed_corpus_rows_get_n_shown (rows);

  return self;
}

HeedCorpusRows *
heed_corpus_list_get_rows (HeedCorpusList *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS_LIST (self), NULL);

  return self->rows;
}

guint
heed_corpus_list_get_pair (HeedCorpusList *self,
                           guint           place)
{
  g_return_val_if_fail (HEED_IS_CORPUS_LIST (self), 0);

  return heed_corpus_rows_get_at (self->rows, place);
}

char *
heed_corpus_list_dup_source (HeedCorpusList *self,
                             guint           pair)
{
  g_auto(HeedCorpusPair) texts = { NULL, NULL };
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (HEED_IS_CORPUS_LIST (self), NULL);

  if (!heed_corpus_files_read (self->files, pair, &texts, &error))
    return g_strdup_printf ("[%s]", error->message);

  return g_steal_pointer (&texts.source);
}

void
heed_corpus_list_sorted (HeedCorpusList *self)
{
  guint n_before;

  g_return_if_fail (HEED_IS_CORPUS_LIST (self));

  n_before = self->n_items;
  self->n_items = heed_corpus_rows_get_n_shown (self->rows);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->n_items);
}
